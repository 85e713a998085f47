namespace AiProxy.Gateway.Workflows;

/// <summary>An execution was not started, and that is certain: no provider was asked, and the same request may be sent again.</summary>
/// <param name="reason">Why.</param>
/// <param name="message">For the log: what the service said.</param>
/// <param name="innerException">The client's own exception.</param>
public sealed class WorkflowNotStartedException(WorkflowNotStartedReason reason, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Why.</summary>
    public WorkflowNotStartedReason Reason { get; } = reason;
}

/// <summary>Why an execution was not started.</summary>
public enum WorkflowNotStartedReason
{
    /// <summary>More executions than the service takes on; it was tried for as long as the deadline allows.</summary>
    Throttled,

    /// <summary>The service cannot be reached, or is out of order; it was tried for as long as the deadline allows.</summary>
    Unavailable,

    /// <summary>The deployment is wrong: no such state machine, no permission, no credentials. Trying again does not mend it.</summary>
    Misconfigured,
}
