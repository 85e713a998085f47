using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Formatting;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions.Numeric;

/// <summary>Numbers written and read by pictures.</summary>
internal static class NumberFormatFunctions
{
    public static NativeFunction[] All { get; } =
    [
        new("formatNumber", "<n-so?:s>", 3, FormatNumber),
        new("formatInteger", "<n-s:s>", 2, FormatInteger),
        new("parseInteger", "<s-s:n>", 2, ParseInteger),
    ];

    private static Value FormatNumber(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (!arguments[0].IsNumber || arguments[1].Ref is not string picture)
        {
            return default;
        }

        eval.CheckString(picture.Length * 4L);
        return Value.From(new NumberPicture(picture, new DecimalFormat(arguments[2].Ref as ObjectValue)).Format(arguments[0].Num));
    }

    private static Value FormatInteger(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (!arguments[0].IsNumber || arguments[1].Ref is not string picture)
        {
            return default;
        }

        eval.CheckString(picture.Length * 4L);
        return Value.From(IntegerPicture.Analyse(picture).Format(Math.Floor(arguments[0].Num)));
    }

    private static Value ParseInteger(ReadOnlySpan<Value> arguments, EvalContext eval) =>
        arguments[0].Ref is string text && arguments[1].Ref is string picture
            ? Value.From(IntegerPicture.Analyse(picture).Parse(text))
            : default;
}
