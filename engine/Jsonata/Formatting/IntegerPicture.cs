using System.Text;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Formatting;

/// <summary>How an integer is written: digits with grouping separators, letters, Roman, words; cardinal or ordinal.</summary>
/// <see href="https://www.w3.org/TR/xpath-functions-31/#formatting-integers"/>
internal sealed class IntegerPicture
{
    /// <summary>Far more characters than any number needs.</summary>
    public const int MaxLength = 10_000;

    private static ReadOnlySpan<int> DecimalGroups =>
    [
        0x30, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50, 0x0ED0,
        0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900,
        0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
    ];

    private readonly List<(int Position, string Character)> _separators = [];
    private readonly string _token;
    private int _zero;
    private int _interval;

    private IntegerPicture(string token) => _token = token;

    public IntegerStyle Style { get; private set; }

    public bool IsUpper { get; private set; }

    public bool IsOrdinal { get; private init; }

    public int MandatoryDigits { get; set; }

    public int OptionalDigits { get; private set; }

    /// <summary>Digits to parse exactly, because another number follows at once.</summary>
    public int? ParseWidth { get; set; }

    /// <summary>Whether one separator stands at equal distances.</summary>
    public bool IsRegular => _interval > 0;

    /// <summary>The separator, if there is one at equal distances.</summary>
    public string? RegularSeparator => IsRegular ? _separators[0].Character : null;

    private bool IsTitle { get; init; }

    /// <summary>A regular expression that accepts what the picture writes.</summary>
    public string Pattern => Style switch
    {
        IntegerStyle.Letters => IsUpper ? "[A-Z]+" : "[a-z]+",
        IntegerStyle.Roman => IsUpper ? "[MDCLXVI]+" : "[mdclxvi]+",
        IntegerStyle.Words => $"(?:{string.Join('|', NumberWords.Words)}|and|[\\-, ])+",
        IntegerStyle.Decimal => "[0-9]" + (ParseWidth is > 0 ? $"{{{ParseWidth}}}" : "+") + (IsOrdinal ? "(?:th|st|nd|rd)" : string.Empty),
        _ => throw Unsupported(),
    };

    /// <summary>Analyses a picture string.</summary>
    /// <exception cref="JsonataException">D3131: digits of different scripts.</exception>
    public static IntegerPicture Analyse(string picture)
    {
        var semicolon = picture.LastIndexOf(';');
        var primary = semicolon < 0 ? picture : picture[..semicolon];
        var result = new IntegerPicture(primary)
        {
            IsOrdinal = semicolon >= 0 && semicolon + 1 < picture.Length && picture[semicolon + 1] == 'o',
            IsUpper = primary is "A" or "I" or "W",
            IsTitle = primary == "Ww",
        };
        switch (primary)
        {
            case "A" or "a":
                result.Style = IntegerStyle.Letters;
                break;
            case "I" or "i":
                result.Style = IntegerStyle.Roman;
                break;
            case "W" or "Ww" or "w":
                result.Style = IntegerStyle.Words;
                break;
            default:
                result.AnalyseDigits(primary);
                break;
        }

        return result;
    }

    /// <summary>Writes an integer.</summary>
    /// <exception cref="JsonataException">D3130: a numbering sequence; D1001: letters or words for what is not finite.</exception>
    public string Format(double value)
    {
        if (!double.IsFinite(value) && Style is IntegerStyle.Letters or IntegerStyle.Roman or IntegerStyle.Words)
        {
            // There is no end to them: the original exhausts its stack.
            throw JsonataError.Type("D1001", Value.From(value));
        }

        var absolute = Math.Abs(value);
        var text = Style switch
        {
            IntegerStyle.Letters => Numerals.ToLetters(absolute, IsUpper ? 'A' : 'a'),
            IntegerStyle.Roman => IsUpper ? Numerals.ToRoman(absolute).ToUpperInvariant() : Numerals.ToRoman(absolute),
            IntegerStyle.Words => FormatWords(absolute),
            IntegerStyle.Decimal => FormatDigits(absolute),
            _ => throw Unsupported(),
        };
        return value < 0 ? "-" + text : text;
    }

    /// <summary>Reads an integer; NaN if the text is none.</summary>
    public double Parse(string text) => Style switch
    {
        IntegerStyle.Letters => Numerals.FromLetters(text, IsUpper ? 'A' : 'a'),
        IntegerStyle.Roman => Numerals.FromRoman(text.ToUpperInvariant()),
#pragma warning disable CA1308 // The words are known in lower case.
        IntegerStyle.Words => NumberWords.Parse(text.ToLowerInvariant()),
#pragma warning restore CA1308
        IntegerStyle.Decimal => ParseDigits(text),
        _ => throw Unsupported(),
    };

    private static int GroupOf(int codePoint)
    {
        foreach (var group in DecimalGroups)
        {
            if (codePoint >= group && codePoint <= group + 9)
            {
                return group;
            }
        }

        return 0;
    }

    private JsonataException Unsupported() => JsonataError.Type("D3130", Value.From(_token));

    private void AnalyseDigits(string picture)
    {
        var position = 0;
        foreach (var rune in picture.EnumerateRunes().Reverse())
        {
            var group = GroupOf(rune.Value);
            if (group != 0)
            {
                if (_zero != 0 && group != _zero)
                {
                    throw JsonataError.Type("D3131");
                }

                _zero = group;
                MandatoryDigits++;
                position++;
            }
            else if (rune.Value == '#')
            {
                OptionalDigits++;
                position++;
            }
            else
            {
                _separators.Add((position, rune.ToString()));
            }
        }

        if (MandatoryDigits == 0)
        {
            Style = IntegerStyle.Sequence;
            return;
        }

        _interval = _separators.TrueForAll(s => s.Character == _separators[0].Character)
            ? Grouping.Interval(_separators.ConvertAll(s => s.Position))
            : 0;
    }

    private string FormatWords(double value)
    {
        var words = NumberWords.Format(value, IsOrdinal);
#pragma warning disable CA1308 // The picture asks for lower case.
        return IsUpper ? words.ToUpperInvariant() : IsTitle ? words : words.ToLowerInvariant();
#pragma warning restore CA1308
    }

    private string FormatDigits(double value)
    {
        var digits = NumberText.Of(value).PadLeft(Math.Min(MandatoryDigits, MaxLength), '0');
        var text = new StringBuilder(_zero == '0' ? digits : string.Concat(digits.Select(c => char.ConvertFromUtf32(c + _zero - '0'))));
        if (IsRegular)
        {
            for (var at = text.Length - _interval; at > 0; at -= _interval)
            {
                text.Insert(at, _separators[0].Character);
            }
        }
        else
        {
            // From left to right, so that positions further right are still those of the picture.
            for (var i = _separators.Count - 1; i >= 0; i--)
            {
                var at = text.Length - _separators[i].Position;
                text.Insert(Math.Clamp(at, 0, text.Length), _separators[i].Character);
            }
        }

        return IsOrdinal ? text + OrdinalSuffix(text) : text.ToString();
    }

    private static string OrdinalSuffix(StringBuilder text)
    {
        var suffix = text[^1] switch { '1' => "st", '2' => "nd", '3' => "rd", _ => "th" };
        return text.Length > 1 && text[^2] == '1' ? "th" : suffix;
    }

    private double ParseDigits(string text)
    {
        var digits = IsOrdinal ? text[..Math.Max(0, text.Length - 2)] : text;
        if (IsRegular)
        {
            digits = digits.Replace(",", string.Empty, StringComparison.Ordinal);
        }
        else
        {
            foreach (var (_, character) in _separators)
            {
                digits = digits.Replace(character, string.Empty, StringComparison.Ordinal);
            }
        }

        if (_zero != '0')
        {
            digits = string.Concat(digits.Select(c => (char)(c - _zero + '0')));
        }

        return JavaScriptNumbers.ParseInt(digits);
    }
}
