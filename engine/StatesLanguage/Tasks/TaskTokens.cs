using System.Collections.Concurrent;
using System.Threading.Channels;
using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Tasks;

/// <summary>
/// Where tasks that answer later are found again: <c>.waitForTaskToken</c>, <c>.sync</c> and activities. Give one to the engine and to
/// whatever receives SendTaskSuccess, SendTaskFailure, SendTaskHeartbeat and GetActivityTask. It lives in memory; thread-safe.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token"/>
public sealed class TaskTokens
{
    private readonly ConcurrentDictionary<string, PendingTask> _pending = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Channel<PendingTask>> _activities = new(StringComparer.Ordinal);

    /// <summary>Ends a waiting task well.</summary>
    /// <param name="taskToken">The token its <c>$$.Task.Token</c> had.</param>
    /// <param name="output">Its result.</param>
    /// <returns>
    /// Whether a task waited for it. False if it timed out or was answered before, which Step Functions answers with <c>TaskTimedOut</c>, or
    /// never was, which it answers with <c>InvalidToken</c> or <c>TaskDoesNotExist</c>.
    /// </returns>
    /// <seealso href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html#API_SendTaskSuccess_Errors"/>
    public bool SendSuccess(string taskToken, Value output) => Complete(taskToken, TaskOutcome.Success(output));

    /// <summary>Ends a waiting task with an error.</summary>
    /// <param name="taskToken">The token.</param>
    /// <param name="error">The error's name; may be missing.</param>
    /// <param name="cause">Its description; may be missing.</param>
    /// <returns>Whether a task waited for it.</returns>
    public bool SendFailure(string taskToken, string? error = null, string? cause = null) =>
        Complete(taskToken, TaskOutcome.Failure(error, cause));

    /// <summary>Says that the task is being worked on: its HeartbeatSeconds start again.</summary>
    /// <param name="taskToken">The token.</param>
    /// <returns>Whether a task waits for it.</returns>
    public bool SendHeartbeat(string taskToken)
    {
        ArgumentNullException.ThrowIfNull(taskToken);
        if (!_pending.TryGetValue(taskToken, out var task))
        {
            return false;
        }

        task.Beat?.Invoke();
        return true;
    }

    /// <summary>Makes an activity, so that states can wait for its workers. Making it again changes nothing.</summary>
    /// <param name="activityArn">The activity's ARN.</param>
    public void CreateActivity(string activityArn)
    {
        ArgumentException.ThrowIfNullOrEmpty(activityArn);
        _activities.TryAdd(activityArn, Channel.CreateUnbounded<PendingTask>());
    }

    /// <summary>Removes an activity: states that name it fail. Tasks already waiting stay until they time out.</summary>
    /// <param name="activityArn">The activity's ARN.</param>
    /// <returns>Whether there was one.</returns>
    public bool DeleteActivity(string activityArn)
    {
        ArgumentNullException.ThrowIfNull(activityArn);
        return _activities.TryRemove(activityArn, out _);
    }

    /// <summary>Waits for work, as a worker's GetActivityTask does.</summary>
    /// <param name="activityArn">The activity's ARN.</param>
    /// <param name="workerName">The worker, for the history.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The task; null if there is no such activity.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    public async ValueTask<ActivityTask?> GetActivityTaskAsync(
        string activityArn, string? workerName = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activityArn);
        if (!_activities.TryGetValue(activityArn, out var queue))
        {
            return null;
        }

        while (true)
        {
            var task = await queue.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            // One that timed out meanwhile is nobody's work any more.
            if (_pending.ContainsKey(task.Token) && task.TryStart(workerName))
            {
                return new ActivityTask(task.Token, task.Input);
            }
        }
    }

    internal PendingTask Open(string token)
    {
        var task = new PendingTask(token);
        _pending[token] = task;
        return task;
    }

    internal void Close(PendingTask task) => _pending.TryRemove(task.Token, out _);

    internal bool HasActivity(string activityArn) => _activities.ContainsKey(activityArn);

    /// <returns>Whether there is such an activity.</returns>
    internal bool Enqueue(string activityArn, PendingTask task) =>
        _activities.TryGetValue(activityArn, out var queue) && queue.Writer.TryWrite(task);

    private bool Complete(string taskToken, TaskOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(taskToken);
        return _pending.TryRemove(taskToken, out var task) && task.TryComplete(outcome);
    }
}

/// <summary>What a worker is to do.</summary>
/// <param name="TaskToken">Goes with the answer.</param>
/// <param name="Input">The task's input.</param>
public sealed record ActivityTask(string TaskToken, Value Input);
