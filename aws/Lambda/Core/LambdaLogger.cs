namespace Amazon.Lambda.Core;

/// <summary>Writes to the function's log stream where no <see cref="ILambdaContext"/> is at hand.</summary>
public static class LambdaLogger
{
    /// <summary>The runtime client puts its own writer here, so that both ways out give the same lines.</summary>
    internal static ILambdaLogger Sink { get; set; } = new ConsoleSink();

    /// <summary>Writes without a line end.</summary>
    public static void Log(string message) => Sink.Log(message);

    /// <summary>Writes a templated line at a level.</summary>
    public static void Log(string level, string message, params object?[] args) => Sink.Log(level, message, args);

    /// <summary>Writes a templated line at a level.</summary>
    public static void Log(LogLevel level, string message, params object?[] args) => Sink.Log(level, message, args);

    /// <summary>Writes a templated line and an exception at a level.</summary>
    public static void Log(string level, Exception exception, string message, params object?[] args) =>
        Sink.Log(level, exception, message, args);

    /// <summary>Writes a templated line and an exception at a level.</summary>
    public static void Log(LogLevel level, Exception exception, string message, params object?[] args) =>
        Sink.Log(level, exception, message, args);

    private sealed class ConsoleSink : ILambdaLogger
    {
        public void Log(string message) => Console.Write(message);

        public void LogLine(string message) => Console.WriteLine(message);
    }
}
