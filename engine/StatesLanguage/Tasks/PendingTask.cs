using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Tasks;

/// <summary>A task that somebody will answer by its token.</summary>
internal sealed class PendingTask(string token)
{
    private readonly TaskCompletionSource<TaskOutcome> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Token => token;

    public Task<TaskOutcome> Completion => _completion.Task;

    /// <summary>An activity's input.</summary>
    public Value Input { get; set; }

    /// <summary>Whether the job, or the call that somebody is to answer, has begun.</summary>
    public bool WasSubmitted { get; set; }

    /// <summary>What a heartbeat does.</summary>
    public Action? Beat { get; set; }

    /// <summary>What happens when a worker takes an activity's task: given its name, says whether the task is still wanted.</summary>
    public Func<string?, bool>? Started { get; set; }

    public bool TryStart(string? workerName) => Started?.Invoke(workerName) ?? true;

    public bool TryComplete(TaskOutcome outcome) => _completion.TrySetResult(outcome);
}
