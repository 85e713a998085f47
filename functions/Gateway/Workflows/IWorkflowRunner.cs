using AiProxy.Contracts.Requests;

namespace AiProxy.Gateway.Workflows;

/// <summary>Runs a workflow to its end: the embedded engine, or Step Functions' StartSyncExecution.</summary>
public interface IWorkflowRunner
{
    /// <summary>Starts <paramref name="workflow"/> and waits for it.</summary>
    /// <param name="workflow">The workflow's name: its file's name without <c>.asl.json</c>.</param>
    /// <param name="input">The execution's input; its <see cref="WorkflowInput.RequestId"/> is the execution's name.</param>
    /// <param name="cancellationToken">The client has gone: the execution is aborted and the exception propagates.</param>
    Task<WorkflowOutcome> RunAsync(string workflow, WorkflowInput input, CancellationToken cancellationToken);
}
