using System.Globalization;

namespace AiProxy.Jsonata.Values;

/// <summary>Prints doubles as JavaScript does: shortest digits that read back the same, exponents from 1e21 up and below 1e-6.</summary>
internal static class NumberText
{
    /// <summary>The longest text: sign, 17 digits, point, up to five zeros, exponent.</summary>
    public const int MaxLength = 32;

    // Every integer up to here is exact, so its digits are the long's digits.
    private const double ExactIntegers = 9007199254740992;

    public static string Of(double number)
    {
        if (number is >= 0 and < 300 && number == (int)number)
        {
            // The runtime caches the strings of small integers.
            return ((int)number).ToString(CultureInfo.InvariantCulture);
        }

        Span<char> text = stackalloc char[MaxLength];
        return text[..Format(number, text)].ToString();
    }

    public static int Format(double number, Span<char> destination)
    {
        int written;
        if (Math.Abs(number) <= ExactIntegers && number == Math.Truncate(number))
        {
            ((long)number).TryFormat(destination, out written, default, CultureInfo.InvariantCulture);
            return written;
        }

        if (!double.IsFinite(number))
        {
            var name = double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
            name.CopyTo(destination);
            return name.Length;
        }

        Span<char> shortest = stackalloc char[MaxLength];
        number.TryFormat(shortest, out written, "R", CultureInfo.InvariantCulture);
        shortest = shortest[..written];
        var exponentAt = shortest.IndexOf('E');
        if (exponentAt < 0)
        {
            shortest.CopyTo(destination);
            return written;
        }

        return Layout(shortest, exponentAt, destination);
    }

    /// <summary>.NET changes to exponents at 1E+15 and 1E-05; lay the same digits out as JavaScript would.</summary>
    private static int Layout(ReadOnlySpan<char> shortest, int exponentAt, Span<char> destination)
    {
        var exponent = int.Parse(shortest[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = shortest[..exponentAt];
        var at = 0;
        if (mantissa[0] == '-')
        {
            destination[at++] = '-';
            mantissa = mantissa[1..];
        }

        Span<char> digits = stackalloc char[MaxLength];
        var count = 0;
        foreach (var c in mantissa)
        {
            if (c != '.')
            {
                digits[count++] = c;
            }
        }

        digits = digits[..count];
        if (exponent is >= 0 and < 21)
        {
            for (var i = 0; i <= exponent || i < count; i++)
            {
                if (i == exponent + 1)
                {
                    destination[at++] = '.';
                }

                destination[at++] = i < count ? digits[i] : '0';
            }

            return at;
        }

        if (exponent is < 0 and >= -7 + 1)
        {
            destination[at++] = '0';
            destination[at++] = '.';
            for (var zeros = -exponent - 1; zeros > 0; zeros--)
            {
                destination[at++] = '0';
            }

            digits.CopyTo(destination[at..]);
            return at + count;
        }

        destination[at++] = digits[0];
        if (count > 1)
        {
            destination[at++] = '.';
            digits[1..].CopyTo(destination[at..]);
            at += count - 1;
        }

        destination[at++] = 'e';
        destination[at++] = exponent < 0 ? '-' : '+';
        Math.Abs(exponent).TryFormat(destination[at..], out var written, default, CultureInfo.InvariantCulture);
        return at + written;
    }
}
