using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions.Numeric;

/// <summary><see href="https://docs.jsonata.org/numeric-functions"/>.</summary>
internal static partial class NumericFunctions
{
    public static NativeFunction[] All { get; } =
    [
        new("number", "<(nsb)-:n>", 1, ToNumber),
        new("abs", "<n-:n>", 1, (a, _) => a[0].IsNumber ? Value.From(Math.Abs(a[0].Num)) : default),
        new("floor", "<n-:n>", 1, (a, _) => a[0].IsNumber ? Value.From(Math.Floor(a[0].Num)) : default),
        new("ceil", "<n-:n>", 1, (a, _) => a[0].IsNumber ? Value.From(Math.Ceiling(a[0].Num)) : default),
        new("round", "<n-n?:n>", 2, (a, _) => a[0].IsNumber ? Value.From(Rounding.Round(a[0].Num, a[1].Num)) : default),
        new("sqrt", "<n-:n>", 1, Sqrt),
        new("power", "<n-n:n>", 2, Power),
        new("random", "<:n>", 0, (_, eval) => Value.From(eval.Runtime.Random())),
        new("formatBase", "<n-n?:s>", 2, FormatBase),
    ];

    private static Value ToNumber(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        var value = arguments[0];
        switch (value.Ref)
        {
            case null:
                return default;
            case string text:
                return TryParse(text, out var number) ? Value.From(number) : throw JsonataError.Type("D3030", value, index: 1);
            default:
                return value.IsNumber ? value : Value.From(value.IsTrue ? 1 : 0);
        }
    }

    private static bool TryParse(string text, out double number)
    {
        number = double.NaN;
        if (Decimal().IsMatch(text))
        {
            number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            return double.IsFinite(number);
        }

        if (!Prefixed().IsMatch(text))
        {
            return false;
        }

        // jsonata-js hands to Number() whatever contains such a number; all but the number itself becomes NaN.
        var radix = text.Length > 2 && text[0] == '0' ? char.ToUpperInvariant(text[1]) switch { 'X' => 16, 'O' => 8, 'B' => 2, _ => 0 } : 0;
        number = radix == 0 ? double.NaN : ParseDigits(text.AsSpan(2), radix);
        return true;
    }

    private static double ParseDigits(ReadOnlySpan<char> digits, int radix)
    {
        var result = BigInteger.Zero;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiHexDigit(c) ? System.Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix)
            {
                return double.NaN;
            }

            result = (result * radix) + digit;
        }

        return (double)result;
    }

    private static Value Sqrt(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].IsUndefined)
        {
            return default;
        }

        return arguments[0].Num >= 0
            ? Value.From(Math.Sqrt(arguments[0].Num))
            : throw JsonataError.Type("D3060", arguments[0], index: 1);
    }

    private static Value Power(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].IsUndefined)
        {
            return default;
        }

        var exponent = arguments[1].IsUndefined ? double.NaN : arguments[1].Num;
        var result = Math.Pow(arguments[0].Num, exponent);
        return double.IsFinite(result)
            ? Value.From(result)
            : throw JsonataError.WithExtra("D3061", arguments[1], arguments[0], 1);
    }

    private static Value FormatBase(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].IsUndefined)
        {
            return default;
        }

        var number = Rounding.Round(arguments[0].Num, 0);
        var radix = arguments[1].IsUndefined ? 10 : Rounding.Round(arguments[1].Num, 0);
        if (radix is < 2 or > 36)
        {
            throw JsonataError.Type("D3100", Value.From(radix));
        }

        return Value.From(radix == 10 || !double.IsFinite(number) ? NumberText.Of(number) : InBase(new BigInteger(number), (int)radix));
    }

    private static string InBase(BigInteger number, int radix)
    {
        if (number.IsZero)
        {
            return "0";
        }

        var digits = new Stack<char>();
        for (var rest = BigInteger.Abs(number); !rest.IsZero; rest /= radix)
        {
            var digit = (int)(rest % radix);
            digits.Push((char)(digit < 10 ? '0' + digit : 'a' + digit - 10));
        }

        return (number.Sign < 0 ? "-" : string.Empty) + string.Concat(digits);
    }

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?\z")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^(0[xX][0-9A-Fa-f]+)|(0[oO][0-7]+)|(0[bB][0-1]+)\z")]
    private static partial Regex Prefixed();
}
