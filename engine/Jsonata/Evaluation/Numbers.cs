using System.Globalization;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation;

/// <summary>What JSONata accepts as a number.</summary>
internal static class Numbers
{
    /// <summary>Whether the value is a number other than NaN.</summary>
    /// <exception cref="JsonataException">D1001: it is infinite.</exception>
    public static bool IsNumeric(Value value) => value.IsNumber && IsFinite(value.Num);

    /// <summary>False for NaN.</summary>
    /// <exception cref="JsonataException">D1001: it is infinite.</exception>
    public static bool IsFinite(double number) =>
        double.IsFinite(number) || (double.IsInfinity(number) ? throw JsonataError.Type("D1001", Value.From(number)) : false);

    /// <summary>The nearest double with 15 significant digits, which hides binary fractions in texts.</summary>
    public static double To15Digits(double number)
    {
        if (number == Math.Truncate(number))
        {
            return number;
        }

        Span<char> text = stackalloc char[32];
        return number.TryFormat(text, out var written, "E14", CultureInfo.InvariantCulture)
            ? double.Parse(text[..written], NumberStyles.Float, CultureInfo.InvariantCulture)
            : number;
    }
}
