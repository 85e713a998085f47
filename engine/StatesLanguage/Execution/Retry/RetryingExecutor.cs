using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;
using AiProxy.StatesLanguage.Execution.States;
using AiProxy.StatesLanguage.History;

namespace AiProxy.StatesLanguage.Execution.Retry;

/// <summary>
/// Wraps the attempts of Task, Parallel and Map: Retry, then Catch, and the state's completion. A failing Output or Assign is a failure
/// of the attempt, so it can be retried and caught; one of the catcher's own cannot.
/// </summary>
internal sealed class RetryingExecutor(ParallelExecutor parallels, MapExecutor maps)
{
    public async ValueTask<StateOutcome> ExecuteAsync(Flow flow, RetryableNode node)
    {
        int[]? counters = null;
        while (true)
        {
            var outcome = await AttemptAndCompleteAsync(flow, node).ConfigureAwait(false);
            if (outcome.Kind != StateOutcomeKind.Failed)
            {
                return outcome;
            }

            var failure = flow.Failure!;
            flow.Result = default;
            if (FindRetry(node, failure, ref counters) is not { } retry)
            {
                return Catch(flow, node, failure);
            }

            flow.RetryCount++;
            var delay = RetryDelay.Compute(node.Retry[retry], counters![retry], flow.Run.Options.NextRandom);
            if (!await Timers.DelayAsync(delay, flow.Run.Options.TimeProvider, flow.Cancellation.Token).ConfigureAwait(false))
            {
                return StateOutcome.Aborted;
            }
        }
    }

    private async ValueTask<StateOutcome> AttemptAndCompleteAsync(Flow flow, RetryableNode node)
    {
        try
        {
            var attempt = await AttemptAsync(flow, node).ConfigureAwait(false);
            switch (attempt.Kind)
            {
                case StateOutcomeKind.Aborted:
                    return StateOutcome.Aborted;
                case StateOutcomeKind.Failed:
                    return StateOutcome.Failed;
                default:
                    flow.Result = attempt.Result;
                    return StateCompletion.Complete(flow, attempt.Result);
            }
        }
        catch (ValueDepthException exception)
        {
            flow.FailRuntime(exception.Message);
            return StateOutcome.Failed;
        }
    }

    private ValueTask<AttemptOutcome> AttemptAsync(Flow flow, RetryableNode node) => node switch
    {
        TaskNode task => TaskExecutor.AttemptAsync(flow, task),
        ParallelNode parallel => parallels.AttemptAsync(flow, parallel),
        MapNode map => maps.AttemptAsync(flow, map),
        _ => throw new InvalidOperationException($"No attempt for {node.GetType().Name}."),
    };

    /// <summary>The first retrier for the failure decides, even when its attempts are used up.</summary>
    private static int? FindRetry(RetryableNode node, Failure failure, ref int[]? counters)
    {
        for (var i = 0; i < node.Retry.Length; i++)
        {
            if (!ErrorMatcher.Matches(node.Retry[i].ErrorEquals.AsSpan(), failure))
            {
                continue;
            }

            counters ??= new int[node.Retry.Length];
            if (counters[i] >= node.Retry[i].MaxAttempts)
            {
                return null;
            }

            counters[i]++;
            return i;
        }

        return null;
    }

    private static StateOutcome Catch(Flow flow, RetryableNode node, Failure failure)
    {
        // What cannot be executed at all has no event of its own failure.
        if (flow.WorkStarted || !failure.IsTerminal)
        {
            RecordFailed(flow, node);
        }

        foreach (var catcher in node.Catch)
        {
            if (!ErrorMatcher.Matches(catcher.ErrorEquals, failure))
            {
                continue;
            }

            return CompleteCaught(flow, catcher, failure);
        }

        return StateOutcome.Failed;
    }

    /// <summary>Completes the state with what the catcher makes of the failure.</summary>
    public static StateOutcome CompleteCaught(Flow flow, CatcherNode catcher, Failure failure)
    {
        var error = Value.From(new ObjectBuilder(2)
            .Add("Error", failure.Error is null ? Value.Null : Value.From(failure.Error))
            .Add("Cause", failure.Cause is null ? Value.Null : Value.From(failure.Cause))
            .Build());
        flow.ErrorOutput = error;
        return StateCompletion.Complete(flow, catcher.Output, catcher.Assign, catcher.Data, catcher.Next, error);
    }

    private static void RecordFailed(Flow flow, RetryableNode node)
    {
        if (node is ParallelNode)
        {
            flow.PreviousEvent = flow.Run.History.Plain(HistoryEventType.ParallelStateFailed, flow.PreviousEvent);
        }
        else if (node is MapNode)
        {
            flow.PreviousEvent = flow.Run.History.Plain(HistoryEventType.MapStateFailed, flow.PreviousEvent);
        }
    }
}
