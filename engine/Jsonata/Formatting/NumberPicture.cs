using System.Text;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Functions.Numeric;

namespace AiProxy.Jsonata.Formatting;

/// <summary>Writes numbers by a picture such as <c>#,##0.00</c>.</summary>
/// <see href="https://www.w3.org/TR/xpath-functions-31/#formatting-numbers"/>
internal sealed class NumberPicture
{
    private readonly DecimalFormat _format;
    private readonly SubPicture _positive;
    private readonly SubPicture? _negative;

    /// <summary>Analyses a picture.</summary>
    /// <exception cref="JsonataException">D3080 to D3093: a fault in the picture.</exception>
    public NumberPicture(string picture, DecimalFormat format)
    {
        _format = format;
        var parts = picture.Split(format.PatternSeparator);
        if (parts.Length > 2)
        {
            throw JsonataError.Type("D3080");
        }

        _positive = new SubPicture(parts[0], format);
        _negative = parts.Length == 2 ? new SubPicture(parts[1], format) : null;
    }

    public string Format(double value)
    {
        var picture = value >= 0 ? _positive : _negative ?? _positive;
        var prefix = value >= 0 || _negative is not null ? picture.Prefix : _format.MinusSign + picture.Prefix;
        var number = picture.Text.Contains(_format.Percent, StringComparison.Ordinal) ? value * 100
            : picture.Text.Contains(_format.PerMille, StringComparison.Ordinal) ? value * 1000
            : value;
        double? exponent = null;
        if (picture.MinExponentSize > 0)
        {
            number = Scale(number, picture.ScalingFactor, out var power);
            exponent = power;
        }

        var rounded = Rounding.Round(number, picture.MaxFractionSize);
        var text = new StringBuilder(Digits(rounded, picture.MaxFractionSize));
        Shorten(text);
        PadToSize(text, picture);
        Group(text, picture);
        var point = IndexOf(text, _format.DecimalSeparator);
        if (!picture.Text.Contains(_format.DecimalSeparator, StringComparison.Ordinal) || point == text.Length - 1)
        {
            text.Length--;
        }

        if (exponent is { } e)
        {
            text.Append(_format.ExponentSeparator).Append(e < 0 ? _format.MinusSign : string.Empty)
                .Append(Digits(e, 0).PadLeft(picture.MinExponentSize, _format.Zero));
        }

        return text.Insert(0, prefix).Append(picture.Suffix).ToString();
    }

    /// <summary>Shifts a number until it has so many digits before the point.</summary>
    private static double Scale(double number, int digits, out double exponent)
    {
        var most = Math.Pow(10, digits);
        var least = Math.Pow(10, digits - 1);
        exponent = 0;
        if (number == 0 || !double.IsFinite(number))
        {
            return number;
        }

        for (; Math.Abs(number) < least; exponent--)
        {
            number *= 10;
        }

        for (; Math.Abs(number) > most; exponent++)
        {
            number /= 10;
        }

        return number;
    }

    private string Digits(double number, int decimals)
    {
        var text = JavaScriptNumbers.ToFixed(Math.Abs(number), decimals);
        return _format.Zero == '0'
            ? text
            : string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + _format.Zero) : c));
    }

    /// <summary>Puts in the decimal separator and cuts zeros at both ends.</summary>
    private void Shorten(StringBuilder text)
    {
        var point = IndexOf(text, ".");
        if (point < 0)
        {
            text.Append(_format.DecimalSeparator);
        }
        else
        {
            text.Remove(point, 1).Insert(point, _format.DecimalSeparator);
        }

        var zeros = 0;
        while (zeros < text.Length && text[zeros] == _format.Zero)
        {
            zeros++;
        }

        text.Remove(0, zeros);
        while (text.Length > 0 && text[^1] == _format.Zero)
        {
            text.Length--;
        }
    }

    private void PadToSize(StringBuilder text, SubPicture picture)
    {
        var point = IndexOf(text, _format.DecimalSeparator);
        var right = picture.MinFractionSize - (text.Length - point - 1);
        text.Insert(0, _format.Zero.ToString(), Math.Max(0, picture.MinIntegerSize - point));
        text.Append(_format.Zero, Math.Max(0, right));
    }

    private void Group(StringBuilder text, SubPicture picture)
    {
        var point = IndexOf(text, _format.DecimalSeparator);
        if (picture.GroupInterval > 0)
        {
            for (var at = point - picture.GroupInterval; at > 0; at -= picture.GroupInterval)
            {
                text.Insert(at, _format.GroupingSeparator);
            }
        }
        else
        {
            foreach (var position in picture.IntegerGroups)
            {
                Insert(text, point - position, _format.GroupingSeparator);
                point++;
            }
        }

        point = IndexOf(text, _format.DecimalSeparator);
        foreach (var position in picture.FractionGroups)
        {
            Insert(text, position + point + 1, _format.GroupingSeparator);
        }
    }

    /// <summary>As String.prototype.slice: a position before the start counts from the end.</summary>
    private static void Insert(StringBuilder text, int at, string separator)
    {
        at = at < 0 ? Math.Max(0, text.Length + at) : Math.Min(at, text.Length);
        text.Insert(at, separator);
    }

    private static int IndexOf(StringBuilder text, string part) => text.ToString().IndexOf(part, StringComparison.Ordinal);
}
