namespace Amazon.Lambda.Core;

/// <summary>The severity of a log line written through <see cref="ILambdaLogger"/>.</summary>
public enum LogLevel
{
    /// <summary>Everything, payloads included.</summary>
    Trace = 0,

    /// <summary>For development.</summary>
    Debug = 1,

    /// <summary>The ordinary course of events; what Lambda filters at by default.</summary>
    Information = 2,

    /// <summary>Unexpected, yet handled.</summary>
    Warning = 3,

    /// <summary>The invocation failed.</summary>
    Error = 4,

    /// <summary>The execution environment cannot go on.</summary>
    Critical = 5,
}
