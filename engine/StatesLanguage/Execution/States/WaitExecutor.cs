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
            return StateCompletion.Complete(flow, flow.EffectiveInput);
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
            if (node.Seconds is PathTemplate path)
            {
                return TryReadSeconds(flow, path, out delay);
            }

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

        if (timestamp is PathTemplate timestampPath)
        {
            return TryReadTimestamp(flow, timestampPath, value, out delay);
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

    private static bool TryReadSeconds(Flow flow, PathTemplate path, out TimeSpan delay)
    {
        delay = default;
        if (!path.TryEvaluate(flow, out var found))
        {
            return false;
        }

        var number = found.Kind == ValueKind.Number ? found.AsNumber() : double.NaN;
        if (Math.Floor(number) != number || double.IsNaN(number))
        {
            flow.FailRuntime($"The SecondsPath parameter cannot be parsed as a long value: {path.Text} == {PathIntegers.TextOf(found)}");
            return false;
        }

        if (number < 0)
        {
            flow.FailRuntime($"The SecondsPath parameter references a negative value: {path.Text} == {found.ToJson()}");
            return false;
        }

        delay = TimeSpan.FromSeconds(Math.Min(number, MaxSeconds));
        return true;
    }

    private static bool TryReadTimestamp(Flow flow, PathTemplate path, Value found, out TimeSpan delay)
    {
        delay = default;
        if (found.Kind != ValueKind.String || !Iso8601.TryParse(found.AsString(), out var until))
        {
            flow.FailRuntime(
                "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: "
                + $"{path.Text} == {PathIntegers.TextOf(found)}");
            return false;
        }

        delay = until - flow.Run.Options.TimeProvider.GetUtcNow();
        return true;
    }
}
