using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Formatting;

/// <summary>The characters that have a meaning in the picture of <c>$formatNumber</c>.</summary>
/// <see href="https://www.w3.org/TR/xpath-functions-31/#defining-decimal-format"/>
internal sealed class DecimalFormat
{
    private static readonly string[] SearchedFor =
    [
        "decimal-separator", "grouping-separator", "exponent-separator", "zero-digit", "digit", "pattern-separator", "percent", "per-mille",
    ];

    private readonly Dictionary<string, string> _properties = new(StringComparer.Ordinal)
    {
        ["decimal-separator"] = ".",
        ["grouping-separator"] = ",",
        ["exponent-separator"] = "e",
        ["infinity"] = "Infinity",
        ["minus-sign"] = "-",
        ["NaN"] = "NaN",
        ["percent"] = "%",
        ["per-mille"] = "\u2030",
        ["zero-digit"] = "0",
        ["digit"] = "#",
        ["pattern-separator"] = ";",
    };

    public DecimalFormat(ObjectValue? options)
    {
        foreach (var (key, value) in options ?? ObjectValue.Empty)
        {
            _properties[key] = value.Ref as string ?? throw JsonataError.Type("T0410", value, index: 3, token: "formatNumber");
        }

        // One character each, but for the texts of special numbers; an empty one could never be found.
        foreach (var name in SearchedFor)
        {
            if (_properties[name].Length == 0)
            {
                throw JsonataError.Type("T0410", Value.From(string.Empty), index: 3, token: "formatNumber");
            }
        }

        Zero = _properties["zero-digit"][0];
    }

    public string DecimalSeparator => _properties["decimal-separator"];

    public string GroupingSeparator => _properties["grouping-separator"];

    public string ExponentSeparator => _properties["exponent-separator"];

    public string MinusSign => _properties["minus-sign"];

    public string Percent => _properties["percent"];

    public string PerMille => _properties["per-mille"];

    public string Digit => _properties["digit"];

    public string PatternSeparator => _properties["pattern-separator"];

    public char Zero { get; }

    public bool IsDecimalDigit(char c) => c >= Zero && c <= Zero + 9;

    public bool IsDigit(char c) => IsDecimalDigit(c) || Is(c, Digit);

    public bool IsActive(char c) =>
        IsDigit(c) || Is(c, DecimalSeparator) || Is(c, ExponentSeparator) || Is(c, GroupingSeparator) || Is(c, PatternSeparator);

    public static bool Is(char c, string text) => text.Length == 1 && text[0] == c;
}
