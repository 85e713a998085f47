namespace AiProxy.Gateway.Workflows;

/// <summary>
/// An execution was asked for, and what became of it is not known: the connection was lost, the service failed, or no answer came in time. It may
/// be running. Starting it again could ask and pay every provider twice, so nobody does that unasked.
/// </summary>
/// <param name="timedOut">Whether no answer came in time.</param>
/// <param name="message">For the log: what happened.</param>
/// <param name="innerException">The client's own exception.</param>
public sealed class WorkflowOutcomeUnknownException(bool timedOut, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Whether no answer came in time; otherwise one that cannot be read, or the connection broke.</summary>
    public bool TimedOut { get; } = timedOut;
}
