using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions;

/// <summary>
/// Matches many arguments against many parameters in one pass from the back, where trying one way after another might never end. Each
/// parameter still takes the most that leaves a match for the rest.
/// </summary>
internal static class SignatureTable
{
    /// <summary>Parameters times arguments, beyond which a call is refused: each is an integer of the table.</summary>
    private const long MaxSize = 1 << 20;

    /// <param name="parameters">The parameters to match.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="taken">How many arguments each parameter takes, if they match.</param>
    /// <param name="wholly">Whether no argument may be left over.</param>
    /// <exception cref="JsonataException">There are too many of both.</exception>
    public static bool Match(ReadOnlySpan<Signature.Parameter> parameters, ReadOnlySpan<Value> arguments, Span<int> taken, bool wholly)
    {
        var width = arguments.Length + 1;
        if ((long)width * (parameters.Length + 1) > MaxSize)
        {
            throw Limits.Memory();
        }

        // For each parameter and place the nearest place, not after it, from which the parameters from this one on match; -1 if none.
        var table = new int[width * (parameters.Length + 1)];
        var last = table.AsSpan(width * parameters.Length);
        for (var at = 0; at < width; at++)
        {
            last[at] = !wholly || at == arguments.Length ? at : -1;
        }

        var ends = new int[width];
        for (var p = parameters.Length - 1; p >= 0; p--)
        {
            var rest = table.AsSpan(width * (p + 1), width);
            var row = table.AsSpan(width * p, width);
            FindEnds(parameters[p], arguments, ends);
            for (var at = 0; at < width; at++)
            {
                var isMatch = rest[ends[at]] >= at + parameters[p].Fewest;
                row[at] = isMatch ? at : at > 0 ? row[at - 1] : -1;
            }
        }

        return table[0] == 0 && Take(parameters, arguments, taken, table, ends);
    }

    /// <summary>For each place, where a parameter ends that takes all it can from there.</summary>
    private static void FindEnds(Signature.Parameter parameter, ReadOnlySpan<Value> arguments, Span<int> ends)
    {
        ends[arguments.Length] = arguments.Length;
        for (var at = arguments.Length - 1; at >= 0; at--)
        {
            ends[at] = !parameter.Accepts(arguments[at]) ? at : parameter.Repeats ? ends[at + 1] : at + 1;
        }
    }

    private static bool Take(
        ReadOnlySpan<Signature.Parameter> parameters, ReadOnlySpan<Value> arguments, Span<int> taken, ReadOnlySpan<int> table, Span<int> ends)
    {
        var width = arguments.Length + 1;
        var at = 0;
        for (var p = 0; p < parameters.Length; p++)
        {
            FindEnds(parameters[p], arguments, ends);
            var next = table[(width * (p + 1)) + ends[at]];
            taken[p] = next - at;
            at = next;
        }

        return true;
    }
}
