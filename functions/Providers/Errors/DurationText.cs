using System.Buffers;
using System.Globalization;

namespace AiProxy.Providers.Errors;

/// <summary>Reads durations as providers write them: <c>37s</c>, <c>1.5s</c>, <c>6m0s</c>, <c>120ms</c>, <c>1h2m3s</c>; a bare number is seconds.</summary>
internal static class DurationText
{
    // Ten years: a longer one is a mistake, not a hint.
    private const decimal MaxMilliseconds = 315_360_000_000m;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>Milliseconds, rounded up; null when it is no duration, or a negative one.</summary>
    public static long? ToMilliseconds(string? text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        if (rest.IsEmpty)
        {
            return null;
        }
        decimal total = 0;
        while (!rest.IsEmpty)
        {
            int digits = rest.IndexOfAnyExcept(NumberCharacters);
            digits = digits < 0 ? rest.Length : digits;
            if (!decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) || number > MaxMilliseconds)
            {
                return null;
            }
            rest = rest[digits..];
            int letters = rest.IndexOfAny(NumberCharacters);
            letters = letters < 0 ? rest.Length : letters;
            if (UnitMilliseconds(rest[..letters]) is not { } unit)
            {
                return null;
            }
            total += number * unit;
            rest = rest[letters..];
        }
        return total > MaxMilliseconds ? null : (long)Math.Ceiling(total);
    }

    private static decimal? UnitMilliseconds(ReadOnlySpan<char> unit) => unit switch
    {
        "ns" => 0.000_001m,
        "us" or "µs" => 0.001m,
        "ms" => 1m,
        "" or "s" => 1_000m,
        "m" => 60_000m,
        "h" => 3_600_000m,
        "d" => 86_400_000m,
        _ => null,
    };
}
