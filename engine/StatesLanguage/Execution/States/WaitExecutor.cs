using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;
using AiProxy.StatesLanguage.Parsing;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>Waits for Seconds or until Timestamp, by the engine's clock.</summary>
internal static class WaitExecutor
{
    private const int MaxSeconds = 99_999_999;

    public static async ValueTask<StateOutcome> ExecuteAsync(Flow flow, WaitNode node)
    {
        if (!TryFindDelay(flow, node, out var delay))
        {
            return StateOutcome.Failed;
        }

        if (delay > TimeSpan.Zero
            && !await Timers.DelayAsync(delay, flow.Run.Options.TimeProvider, flow.Cancellation.Token).ConfigureAwait(false))
        {
            return StateOutcome.Aborted;
        }

        try
        {
            return StateCompletion.Complete(flow, flow.Input);
        }
        catch (ValueDepthException exception)
        {
            flow.FailRuntime(exception.Message);
            return StateOutcome.Failed;
        }
    }

    private static bool TryFindDelay(Flow flow, WaitNode node, out TimeSpan delay)
    {
        delay = default;
        if (node.Timestamp is not { } timestamp)
        {
            if (!TypeErrors.TryEvaluateInteger(flow, node.Seconds, 0, MaxSeconds, out var seconds))
            {
                return false;
            }

            delay = TimeSpan.FromSeconds(seconds ?? 0);
            return true;
        }

        if (!timestamp.TryEvaluate(flow, out var value))
        {
            return false;
        }

        if (value.Kind != ValueKind.String)
        {
            TypeErrors.Report(flow, timestamp, "string", value);
            return false;
        }

        if (!Iso8601.TryParse(value.AsString(), out var until))
        {
            flow.FailEvaluation(
                timestamp.Field,
                $"The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: {value.AsString()}");
            return false;
        }

        delay = until - flow.Run.Options.TimeProvider.GetUtcNow();
        return true;
    }
}
