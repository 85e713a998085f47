using System.Globalization;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Formatting;

/// <summary>A date/time picture such as <c>[Y0001]-[M01]-[D01]</c>, cut into its parts.</summary>
/// <see href="https://www.w3.org/TR/xpath-functions-31/#rules-for-datetime-formatting"/>
internal static class DateTimePicture
{
    private const string IntegerComponents = "YMDdFWwXxHhmsf";

    /// <summary>The parts of the ISO 8601 format, used where no picture is given.</summary>
    public static List<DateTimeMarker> Iso8601 { get; } = Analyse("[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]");

    /// <summary>Analyses a picture.</summary>
    /// <exception cref="JsonataException">D3132 to D3135: a fault in the picture.</exception>
    public static List<DateTimeMarker> Analyse(string picture)
    {
        var parts = new List<DateTimeMarker>();
        var start = 0;
        var at = 0;
        for (; at < picture.Length; at++)
        {
            if (picture[at] != '[')
            {
                continue;
            }

            AddLiteral(picture[start..at], parts);
            if (at + 1 < picture.Length && picture[at + 1] == '[')
            {
                parts.Add(new DateTimeMarker { Literal = "[" });
                at++;
                start = at + 1;
                continue;
            }

            var end = picture.IndexOf(']', at);
            if (end < 0)
            {
                throw JsonataError.Type("D3135");
            }

            var marker = string.Concat(picture[(at + 1)..end].Where(c => !char.IsWhiteSpace(c)));
            parts.Add(AnalyseMarker(marker, parts));
            at = end;
            start = end + 1;
        }

        AddLiteral(picture[start..], parts);
        return parts;
    }

    private static void AddLiteral(string text, List<DateTimeMarker> parts)
    {
        if (text.Length > 0)
        {
            parts.Add(new DateTimeMarker { Literal = text.Replace("]]", "]", StringComparison.Ordinal) });
        }
    }

    private static DateTimeMarker AnalyseMarker(string marker, List<DateTimeMarker> parts)
    {
        var component = marker.Length > 0 ? marker[0] : '\0';
        var comma = marker.LastIndexOf(',');
        var (minWidth, maxWidth) = comma < 0 ? (null, null) : ParseWidths(marker[(comma + 1)..]);
        var modifiers = comma < 0 ? marker[Math.Min(1, marker.Length)..] : comma > 0 ? marker[1..comma] : string.Empty;
        var presentation = modifiers;
        char? second = null;
        if (modifiers.Length > 1 && modifiers[^1] is 'a' or 't' or 'c' or 'o')
        {
            second = modifiers[^1];
            presentation = modifiers[..^1];
        }
        else if (modifiers.Length == 0)
        {
            presentation = DefaultPresentation(component)
                ?? throw JsonataError.Type("D3132", Value.From(component == '\0' ? string.Empty : component.ToString()));
        }

        var names = presentation[0] switch
        {
            'n' => NameStyle.Lower,
            'N' => presentation.Length > 1 && presentation[1] == 'n' ? NameStyle.Title : NameStyle.Upper,
            _ => NameStyle.None,
        };
        var isZone = component is 'Z' or 'z';
        var isInteger = names == NameStyle.None && IntegerComponents.Contains(component, StringComparison.Ordinal);
        var integer = isZone ? IntegerPicture.Analyse(presentation)
            : isInteger ? AnalyseInteger(second is null ? presentation : $"{presentation};{second}", minWidth, parts)
            : null;
        return new DateTimeMarker
        {
            Component = component,
            Names = names,
            MaxWidth = maxWidth,
            Integer = integer,
            YearDigits = component == 'Y' && integer is not null ? YearDigits(integer, maxWidth) : -1,
            UsesZ = second == 't',
        };
    }

    private static IntegerPicture AnalyseInteger(string picture, int? minWidth, List<DateTimeMarker> parts)
    {
        var integer = IntegerPicture.Analyse(picture);
        if (minWidth is { } min && integer.MandatoryDigits < min)
        {
            integer.MandatoryDigits = min;
        }

        // Two numbers side by side can be told apart only if the first has a fixed width.
        if (parts.Count > 0 && parts[^1].Integer is { } previous)
        {
            previous.ParseWidth = previous.MandatoryDigits;
        }

        return integer;
    }

    private static int YearDigits(IntegerPicture integer, int? maxWidth)
    {
        if (maxWidth is { } max)
        {
            integer.MandatoryDigits = max;
            return max;
        }

        var digits = integer.MandatoryDigits + integer.OptionalDigits;
        return digits >= 2 ? digits : -1;
    }

    private static (int? Min, int? Max) ParseWidths(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return dash < 0 ? (ParseWidth(text), null) : (ParseWidth(text[..dash]), ParseWidth(text[(dash + 1)..]));
    }

    private static int? ParseWidth(string text)
    {
        var digits = new string([.. text.TakeWhile(char.IsAsciiDigit)]);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            ? Math.Min(width, IntegerPicture.MaxLength)
            : null;
    }

    private static string? DefaultPresentation(char component) => component switch
    {
        'Y' or 'M' or 'D' or 'd' or 'W' or 'w' or 'X' or 'x' or 'H' or 'h' or 'f' => "1",
        'F' or 'P' or 'C' or 'E' => "n",
        'm' or 's' => "01",
        'Z' or 'z' => "01:01",
        _ => null,
    };
}
