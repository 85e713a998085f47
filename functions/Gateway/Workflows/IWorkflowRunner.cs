using AiProxy.Contracts.Requests;

namespace AiProxy.Gateway.Workflows;

/// <summary>Runs a workflow to its end: the embedded engine, or Step Functions' StartSyncExecution.</summary>
public interface IWorkflowRunner
{
    /// <summary>Starts <paramref name="workflow"/> and waits for it.</summary>
    /// <param name="workflow">The workflow's name: its file's name without <c>.asl.json</c>.</param>
    /// <param name="input">The execution's input; its <see cref="WorkflowInput.RequestId"/> is the execution's name.</param>
    /// <param name="timeLeft">What is left of the request's deadline. The workflow keeps to it by itself; it bounds what the runner does before.</param>
    /// <param name="cancellationToken">The client has gone: the execution is aborted, where that is possible, and the exception propagates.</param>
    /// <exception cref="WorkflowNotStartedException">The execution was certainly not started.</exception>
    /// <exception cref="WorkflowOutcomeUnknownException">The execution may be running, or have ended; its answer is lost.</exception>
    Task<WorkflowOutcome> RunAsync(string workflow, WorkflowInput input, TimeSpan timeLeft, CancellationToken cancellationToken);
}
