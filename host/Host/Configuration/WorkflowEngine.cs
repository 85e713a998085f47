namespace AiProxy.Host.Configuration;

/// <summary>Where workflows run.</summary>
public enum WorkflowEngine
{
    /// <summary>On the engine in this process, with the functions in it.</summary>
    Embedded,

    /// <summary>As executions of Step Functions, with the functions of a deployment.</summary>
    StepFunctions,
}
