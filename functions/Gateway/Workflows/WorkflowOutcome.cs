namespace AiProxy.Gateway.Workflows;

/// <summary>How an execution ended.</summary>
/// <param name="Status">In Step Functions' words.</param>
/// <param name="Output">The output as UTF-8 JSON; empty unless it succeeded.</param>
/// <param name="Error">The error name; null when it succeeded.</param>
/// <param name="Cause">The cause, for logs and never for the caller; null when it succeeded.</param>
/// <remarks><see href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html"/></remarks>
public sealed record WorkflowOutcome(WorkflowStatus Status, ReadOnlyMemory<byte> Output, string? Error = null, string? Cause = null);

/// <summary>The ends an execution can come to.</summary>
public enum WorkflowStatus
{
    /// <summary>It ended in a state with End or a Succeed.</summary>
    Succeeded,

    /// <summary>It ended in a Fail, or in an error that nothing caught.</summary>
    Failed,

    /// <summary>It ran past its <c>TimeoutSeconds</c> or the service's five minutes.</summary>
    TimedOut,
}
