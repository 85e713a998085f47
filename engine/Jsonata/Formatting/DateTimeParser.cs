using System.Globalization;
using System.Text.RegularExpressions;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Parsing;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Formatting;

/// <summary>Reads points in time that were written by a picture.</summary>
internal static partial class DateTimeParser
{
    /// <summary>Milliseconds since 1970; null if the text does not fit the picture or says nothing about time.</summary>
    /// <exception cref="JsonataException">D3133, D3136 and those of pictures.</exception>
    public static double? Parse(string text, string picture, Func<CivilTime> now, TimeSpan timeout)
    {
        var parts = DateTimePicture.Analyse(picture);
        var pattern = string.Concat(parts.Select(p => $"({PatternOf(p)})"));
        var match = Match(text, $"^{pattern}\\z", timeout);
        if (match is null)
        {
            return null;
        }

        var values = new Dictionary<char, double>();
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Literal is null && Read(parts[i], match.Groups[i + 1].Value) is { } value)
            {
                values[parts[i].Component] = value;
            }
        }

        return values.Count == 0 ? null : new DateTimeAssembly(values, now).ToMillis();
    }

    /// <summary>Milliseconds since 1970 of an ISO 8601 timestamp; without a zone it is in UTC. NaN for impossible dates.</summary>
    /// <exception cref="JsonataException">D3110: it is none.</exception>
    public static double ParseIso8601(string text)
    {
        var match = Iso8601().Match(text);
        if (!match.Success)
        {
            throw JsonataError.Type("D3110", Value.From(text));
        }

        var month = Number(match, 2, 1);
        var day = Number(match, 3, 1);
        var hour = Number(match, 4, 0);
        if (month is < 1 or > 12 || day is < 1 or > 31 || hour > 24 || (hour == 24 && Number(match, 5, 0) + Number(match, 6, 0) > 0))
        {
            return double.NaN;
        }

        var millis = CivilTime.ToMillis((long)Number(match, 1, 0), (long)month, (long)day)
            + (hour * 3_600_000) + (Number(match, 5, 0) * 60_000) + (Number(match, 6, 0) * 1000);
        if (match.Groups[7].Success)
        {
            millis += Math.Truncate(double.Parse($"0{match.Groups[7].ValueSpan}", CultureInfo.InvariantCulture) * 1000);
        }

        var offset = (Number(match, 9, 0) * 60) + Number(match, 10, 0);
        return millis - (match.Groups[8].Value == "-" ? -offset : offset) * 60_000;
    }

    private static double Number(Match match, int group, double missing) => match.Groups[group].Success
        ? double.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
        : missing;

    private static Match? Match(string text, string pattern, TimeSpan timeout)
    {
        if (pattern.Length > RegexPattern.MaxLength)
        {
            throw new JsonataException(
                $"The picture is too long: it stands for a regular expression of more than {RegexPattern.MaxLength} characters");
        }

        try
        {
            var match = Regex.Match(text, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, timeout);
            return match.Success ? match : null;
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new JsonataException("Regular expression timeout: the picture matches in too many ways", e);
        }
    }

    private static string PatternOf(DateTimeMarker part)
    {
        if (part.Literal is not null)
        {
            return Regex.Escape(part.Literal);
        }

        switch (part.Component)
        {
            case 'Z' or 'z':
                var separator = part.Integer!.RegularSeparator;
                return (part.Component == 'z' ? "GMT" : string.Empty) + "[-+][0-9]+"
                    + (separator is null ? string.Empty : Regex.Escape(separator) + "[0-9]+");
            case 'f':
                return "[0-9]+";
        }

        if (part.Integer is not null)
        {
            return part.Integer.Pattern;
        }

        return part.Component is 'M' or 'x' or 'F' or 'P'
            ? "[a-zA-Z]+"
            : throw JsonataError.Type("D3133", Value.From(part.Component.ToString()));
    }

    /// <summary>A component's value; null if it is an unknown name, which counts as not given.</summary>
    private static double? Read(DateTimeMarker part, string text) => part.Component switch
    {
        'Z' or 'z' => ReadZone(part, text),
        'f' => double.Parse("0." + text[..Math.Min(3, text.Length)], CultureInfo.InvariantCulture) * 1000,
        _ when part.Integer is not null => part.Integer.Parse(text),
        'P' => text switch { "am" or "AM" => 0, "pm" or "PM" => 1, _ => null },
        'F' => IndexOf(DateTimeComponents.Days, text, part.MaxWidth, 0),
        _ => IndexOf(DateTimeComponents.Months, text, part.MaxWidth, 1),
    };

    private static double? IndexOf(string[] names, string text, int? width, int offset)
    {
        var index = Array.FindLastIndex(names, n => n.Length > 0 && n[..Math.Min(width ?? n.Length, n.Length)] == text);
        return index < 0 ? null : index + offset;
    }

    private static double ReadZone(DateTimeMarker part, string text)
    {
        if (part.Component == 'z')
        {
            text = text[3..];
        }

        if (part.Integer!.RegularSeparator is { } separator)
        {
            var at = text.IndexOf(separator, StringComparison.OrdinalIgnoreCase);
            return (JavaScriptNumbers.ParseInt(text[..at]) * 60) + JavaScriptNumbers.ParseInt(text[(at + separator.Length)..]);
        }

        return text.Length <= 3
            ? JavaScriptNumbers.ParseInt(text) * 60
            : (JavaScriptNumbers.ParseInt(text[..3]) * 60) + JavaScriptNumbers.ParseInt(text[3..]);
    }

    [GeneratedRegex("^([0-9]{4})(?:-([01][0-9]))?(?:-([0-3][0-9]))?(?:T([0-2][0-9]):([0-5][0-9]):([0-5][0-9]))?"
        + @"(\.[0-9]+)?(?:([+-])([0-2][0-9]):?([0-5][0-9])|Z)?\z")]
    private static partial Regex Iso8601();
}
