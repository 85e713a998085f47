using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Execution;

/// <summary>
/// Sizes for the limits. Exact wherever a limit could matter; a number alone is taken at its longest instead of being printed.
/// </summary>
internal static class PayloadSize
{
    private const int LongestNumber = 24;

    /// <returns>Whether the value may be a state's data; if not, the reason is in <see cref="Flow.Failure"/>.</returns>
    public static bool Check(Flow flow, Value value)
    {
        if (Of(value) <= flow.Run.Limits.MaxPayloadBytes)
        {
            return true;
        }

        flow.Failure = Failure.DataLimit(flow.State.Name) with { IsTerminal = true };
        return false;
    }

    public static int Of(Value value) => value.Kind == ValueKind.Number ? LongestNumber : value.Utf8Size;
}
