namespace AiProxy.StatesLanguage.Tasks;

/// <summary>Does the work of Task states: runs a function, sends a request, answers from a script.</summary>
public interface ITaskHandler
{
    /// <summary>Does one attempt of a task.</summary>
    /// <param name="invocation">What is to be done, for whom, and how much time is left.</param>
    /// <param name="cancellationToken">
    /// Fires when the result is no longer wanted: the attempt's time is up, a sibling branch failed, or the execution was stopped. A
    /// handler that ignores it is abandoned after <see cref="EngineOptions.CancellationGrace"/>; it may then still run.
    /// </param>
    /// <returns>
    /// The result or the failure. An exception counts as a failure with the exception's short type name, as of a function on Lambda.
    /// </returns>
    ValueTask<TaskOutcome> InvokeAsync(TaskInvocation invocation, CancellationToken cancellationToken);
}
