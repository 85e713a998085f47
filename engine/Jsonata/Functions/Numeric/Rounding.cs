using System.Globalization;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions.Numeric;

/// <summary>
/// Rounds half to even on the decimal digits that are printed, not on the binary value: 1.005 rounds to 1, although it is really less.
/// </summary>
internal static class Rounding
{
    private const int MaxShift = 2000;

    public static double Round(double number, double precision)
    {
        if (precision == 0 || double.IsNaN(precision))
        {
            return RoundHalfEven(number);
        }

        if (!double.IsInteger(precision))
        {
            // As in JavaScript, where "1.2e0.5" is no number.
            return double.NaN;
        }

        var digits = (int)Math.Clamp(precision, -MaxShift, MaxShift);
        if (IsExactAt(number, digits))
        {
            return number == 0 ? 0 : number;
        }

        var shifted = RoundHalfEven(Shift(number, digits));
        var result = Shift(shifted, -digits);
        return result == 0 ? 0 : result;
    }

    /// <summary>Whether the number has surely no more than so many decimals: the product is an integer and is exact.</summary>
    private static bool IsExactAt(double number, int digits)
    {
        if (digits is < 0 or > 15)
        {
            return false;
        }

        var factor = PowersOfTen[digits];
        var product = number * factor;
        return Math.Abs(product) < 1e15 && product == Math.Truncate(product) && Math.FusedMultiplyAdd(number, factor, -product) == 0;
    }

    private static ReadOnlySpan<double> PowersOfTen =>
        [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    private static double RoundHalfEven(double number)
    {
        var result = Math.Round(number, MidpointRounding.ToEven);
        return result == 0 ? 0 : result;
    }

    /// <summary>Moves the decimal point of the number's shortest text, which multiplying by a power of ten could not do exactly.</summary>
    private static double Shift(double number, int digits)
    {
        Span<char> text = stackalloc char[NumberText.MaxLength + 8];
        var length = NumberText.Format(number, text);
        var exponentAt = text[..length].IndexOf('e');
        var exponent = digits;
        if (exponentAt >= 0)
        {
            exponent += int.Parse(text[(exponentAt + 1)..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            length = exponentAt;
        }

        text[length++] = 'e';
        exponent.TryFormat(text[length..], out var written, default, CultureInfo.InvariantCulture);
        return double.TryParse(text[..(length + written)], NumberStyles.Float, CultureInfo.InvariantCulture, out var shifted)
            ? shifted
            : double.NaN;
    }
}
