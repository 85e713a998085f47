using System.Text;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Formatting;

/// <summary>Writes points in time by a picture.</summary>
internal static class DateTimeFormatter
{
    /// <summary>Writes a time.</summary>
    /// <param name="millis">Milliseconds since 1970 in UTC.</param>
    /// <param name="picture">The picture; ISO 8601 if null.</param>
    /// <param name="timezone">The offset as +hhmm; UTC if null.</param>
    public static string Format(double millis, string? picture, string? timezone)
    {
        var offset = timezone is null ? 0 : JavaScriptNumbers.ParseInt(timezone);
        if (double.IsNaN(offset))
        {
            throw new JsonataException($"The timezone '{timezone}' is not an offset such as +0100.");
        }

        var hours = Math.Floor(offset / 100);
        var minutes = offset % 100;
        var parts = picture is null ? DateTimePicture.Iso8601 : DateTimePicture.Analyse(picture);
        if (CivilTime.FromMillis(millis + (((60 * hours) + minutes) * 60_000)) is not { } time)
        {
            // jsonata-js writes "NaN" for every component.
            throw new JsonataException($"The time is out of range: {NumberText.Of(millis)} milliseconds.");
        }

        if (picture is null && offset == 0 && time.Year is >= 0 and <= 9999)
        {
            return FormatIso(time);
        }

        var result = new StringBuilder();
        foreach (var part in parts)
        {
            result.Append(part.Literal ?? FormatComponent(time, part, hours, minutes));
        }

        return result.ToString();
    }

    /// <summary>What the ISO picture gives, without interpreting it.</summary>
    private static string FormatIso(CivilTime time) => string.Create(24, time, static (target, t) =>
    {
        "0000-00-00T00:00:00.000Z".CopyTo(target);
        Put(target[..4], (int)t.Year);
        Put(target[5..7], t.Month);
        Put(target[8..10], t.Day);
        Put(target[11..13], t.Hour);
        Put(target[14..16], t.Minute);
        Put(target[17..19], t.Second);
        Put(target[20..23], t.Millisecond);
    });

    private static void Put(Span<char> target, int value)
    {
        for (var i = target.Length - 1; i >= 0; i--, value /= 10)
        {
            target[i] = (char)('0' + (value % 10));
        }
    }

    private static string FormatComponent(CivilTime time, DateTimeMarker marker, double hours, double minutes)
    {
        switch (marker.Component)
        {
            case 'Z' or 'z':
                return FormatZone(marker, hours, minutes);
            case 'P':
                return (time.Hour >= 12 ? "pm" : "am") is var half && marker.Names == NameStyle.Upper ? half.ToUpperInvariant() : half;
            case 'C' or 'E':
                return "ISO";
        }

        var value = DateTimeComponents.Get(time, marker.Component);
        if (marker.Names != NameStyle.None && marker.Component != 'f')
        {
            return FormatName(marker, value);
        }

        if (marker.Integer is null)
        {
            throw JsonataError.Type("D3132", Value.From(marker.Component.ToString()));
        }

        return marker.Integer.Format(marker.YearDigits >= 0 ? value % Math.Pow(10, marker.YearDigits) : value);
    }

    private static string FormatName(DateTimeMarker marker, double value)
    {
        var name = marker.Component switch
        {
            'M' or 'x' => DateTimeComponents.Months[(int)value - 1],
            'F' => DateTimeComponents.Days[(int)value],
            _ => throw JsonataError.Type("D3133", Value.From(marker.Component.ToString())),
        };
#pragma warning disable CA1308 // The picture asks for lower case.
        name = marker.Names == NameStyle.Upper ? name.ToUpperInvariant() : marker.Names == NameStyle.Lower ? name.ToLowerInvariant() : name;
#pragma warning restore CA1308
        return marker.MaxWidth is { } max && name.Length > max ? name[..max] : name;
    }

    private static string FormatZone(DateTimeMarker marker, double hours, double minutes)
    {
        var offset = (hours * 100) + minutes;
        if (offset == 0 && marker.UsesZ)
        {
            return "Z";
        }

        var integer = marker.Integer!;
        var digits = integer.MandatoryDigits;
        var text = integer.IsRegular || digits is 3 or 4 ? integer.Format(offset)
            : digits is 1 or 2 ? integer.Format(hours) + (minutes != 0 ? ":" + IntegerPicture.Analyse("00").Format(minutes) : string.Empty)
            : throw JsonataError.Type("D3134", Value.From(digits));
        return (marker.Component == 'z' ? "GMT" : string.Empty) + (offset >= 0 ? "+" : string.Empty) + text;
    }
}
