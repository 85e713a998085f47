using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;
using AiProxy.StatesLanguage.History;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>
/// The flows that a Parallel or Map runs side by side. The first failure cancels the others; the group has ended only when all have.
/// </summary>
internal sealed class FlowGroup(Flow parent) : IDisposable
{
    private readonly Lock _lock = new();

    public CancellationScope Cancellation { get; } = new(parent.Cancellation);

    /// <summary>The failure of the flow that failed first.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Where the history goes on: the failed flow's last event, or the last event of all.</summary>
    public int LastEvent { get; private set; } = parent.PreviousEvent;

    public bool IsStopped => Cancellation.IsCancelled;

    /// <summary>Whether a flow ended without an output for no failure of its own: the execution's time is up.</summary>
    public bool IsIncomplete { get; private set; }

    public Flow CreateFlow(ScopeProgram scope, int previousEvent) =>
        new(parent.Run, scope, parent.Variables, Cancellation, previousEvent) { Item = parent.Item };

    /// <summary>Runs one of the group's flows. If the engine itself breaks there, the others are cancelled before that surfaces.</summary>
    public async ValueTask<StateOutcome> RunAsync(Interpreter interpreter, Flow flow, Node start, Value input)
    {
        try
        {
            return await interpreter.RunAsync(flow, start, input).ConfigureAwait(false);
        }
        catch
        {
            Cancellation.Cancel();
            throw;
        }
    }

    public void Succeed(int lastEvent)
    {
        lock (_lock)
        {
            if (Failure is null)
            {
                LastEvent = Math.Max(LastEvent, lastEvent);
            }
        }
    }

    public void Fail(Failure failure, int lastEvent)
    {
        lock (_lock)
        {
            if (Failure is not null)
            {
                return;
            }

            Failure = failure;
            LastEvent = lastEvent;
        }

        Cancellation.Cancel();
    }

    public void Abort()
    {
        lock (_lock)
        {
            IsIncomplete = true;
        }
    }

    /// <summary>Notes in the history that a sibling's failure cut a flow off; nothing if the whole execution is ending.</summary>
    /// <returns>Whether it was noted.</returns>
    public bool RecordAborted(Flow flow)
    {
        var run = parent.Run;
        if (run.IsEnding(run.History.Now))
        {
            return false;
        }

        HistoryEventType? type = flow.State switch
        {
            TaskNode => HistoryEventType.TaskStateAborted,
            WaitNode => HistoryEventType.WaitStateAborted,
            ParallelNode => HistoryEventType.ParallelStateAborted,
            MapNode => HistoryEventType.MapStateAborted,
            _ => null,
        };
        if (type is { } aborted && flow.InState)
        {
            flow.PreviousEvent = run.History.Plain(aborted, flow.PreviousEvent);
        }

        return true;
    }

    public void Dispose() => Cancellation.Dispose();
}
