using System.Collections.Frozen;

namespace AiProxy.Jsonata.Formatting;

/// <summary>Numbers in English words, and back.</summary>
internal static class NumberWords
{
    private static readonly string[] Few =
    [
        "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
        "Eleven", "Twelve", "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
    ];

    private static readonly string[] Ordinals =
    [
        "Zeroth", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
        "Eleventh", "Twelfth", "Thirteenth", "Fourteenth", "Fifteenth", "Sixteenth", "Seventeenth", "Eighteenth", "Nineteenth",
    ];

    private static readonly string[] Decades = ["Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety", "Hundred"];

    private static readonly string[] Magnitudes = ["Thousand", "Million", "Billion", "Trillion"];

    private static readonly FrozenDictionary<string, double> Values = BuildValues();

    /// <summary>All words that stand for numbers, in lower case.</summary>
    public static IEnumerable<string> Words => Values.Keys;

    public static string Format(double value, bool ordinal) => Format(value, false, ordinal);

    /// <summary>The number that words in lower case say; NaN if one is unknown.</summary>
    public static double Parse(string text)
    {
        var segments = new Stack<double>([0]);
        foreach (var word in Split(text))
        {
            var value = Values.GetValueOrDefault(word, double.NaN);
            if (value < 100)
            {
                var top = segments.Pop();
                if (top >= 1000)
                {
                    segments.Push(top);
                    top = 0;
                }

                segments.Push(top + value);
            }
            else
            {
                segments.Push(segments.Pop() * value);
            }
        }

        return segments.Sum();
    }

    private static string Format(double number, bool follows, bool ordinal)
    {
        if (number <= 19)
        {
            return (follows ? " and " : string.Empty) + (ordinal ? Ordinals : Few)[(int)number];
        }

        if (number < 100)
        {
            var rest = number % 10;
            var words = (follows ? " and " : string.Empty) + Decades[(int)(number / 10) - 2];
            return rest > 0 ? words + "-" + Format(rest, false, ordinal) : ordinal ? words[..^1] + "ieth" : words;
        }

        if (number < 1000)
        {
            var words = (follows ? ", " : string.Empty) + Few[(int)(number / 100)] + " Hundred";
            return Continue(words, number % 100, ordinal);
        }

        var magnitude = Math.Min((int)Math.Floor(Math.Log10(number) / 3), Magnitudes.Length);
        var factor = Math.Pow(10, magnitude * 3);
        var mantissa = Math.Floor(number / factor);
        var leading = (follows ? ", " : string.Empty) + Format(mantissa, false, false) + " " + Magnitudes[magnitude - 1];
        return Continue(leading, number - (mantissa * factor), ordinal);
    }

    private static string Continue(string words, double rest, bool ordinal) =>
        rest > 0 ? words + Format(rest, true, ordinal) : ordinal ? words + "th" : words;

    /// <summary>Cuts at ", ", " and ", blanks and hyphens.</summary>
    private static string[] Split(string text) => text
        .Replace(", ", " ", StringComparison.Ordinal)
        .Replace(" and ", " ", StringComparison.Ordinal)
        .Split([' ', '-', '\t', '\n', '\r', '\\']);

#pragma warning disable CA1308 // Words are compared in lower case.
    private static FrozenDictionary<string, double> BuildValues()
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < Few.Length; i++)
        {
            values[Few[i].ToLowerInvariant()] = i;
            values[Ordinals[i].ToLowerInvariant()] = i;
        }

        for (var i = 0; i < Decades.Length; i++)
        {
            var word = Decades[i].ToLowerInvariant();
            values[word] = (i + 2) * 10;
            values[word[..^1] + "ieth"] = (i + 2) * 10;
        }

        values["hundredth"] = 100;
        for (var i = 0; i < Magnitudes.Length; i++)
        {
            var word = Magnitudes[i].ToLowerInvariant();
            values[word] = Math.Pow(10, (i + 1) * 3);
            values[word + "th"] = Math.Pow(10, (i + 1) * 3);
        }

        return values.ToFrozenDictionary(StringComparer.Ordinal);
    }
#pragma warning restore CA1308
}
