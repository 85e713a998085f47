using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>
/// The events between a task's call and its answer, which other threads bring: none may come once the attempt is over.
/// </summary>
internal sealed class LaterAnswer(Flow flow, TaskResource resource, PendingTask pending) : IDisposable
{
    private readonly Lock _lock = new();
    private bool _over;

    public Task<TaskOutcome> Completion => pending.Completion;

    public void Submitted(Value output) => Record(() =>
    {
        pending.WasSubmitted = true;
        TaskRecorder.Submitted(flow, resource, output);
    });

    /// <returns>Whether the activity's task is still wanted.</returns>
    public bool Started(string? workerName) => Record(() => TaskRecorder.ActivityStarted(flow, workerName));

    public void Dispose()
    {
        lock (_lock)
        {
            _over = true;
        }

        flow.Run.Options.Tokens.Close(pending);
    }

    private bool Record(Action record)
    {
        lock (_lock)
        {
            if (_over)
            {
                return false;
            }

            record();
            return true;
        }
    }
}
