using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Formatting;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions.Dates;

/// <summary><see href="https://docs.jsonata.org/date-time-functions"/>.</summary>
internal static class DateTimeFunctions
{
    public static NativeFunction[] All { get; } =
    [
        new("now", "<s?s?:s>", 2, (a, eval) => Value.From(DateTimeFormatter.Format(Millis(eval), a[0].Ref as string, a[1].Ref as string))),
        new("millis", "<:n>", 0, (_, eval) => Value.From(Millis(eval))),
        new("fromMillis", "<n-s?s?:s>", 3, FromMillis),
        new("toMillis", "<s-s?:n>", 2, ToMillis),
    ];

    private static double Millis(EvalContext eval) => eval.Now.ToUnixTimeMilliseconds();

    private static Value FromMillis(ReadOnlySpan<Value> arguments, EvalContext eval) => arguments[0].IsNumber
        ? Value.From(DateTimeFormatter.Format(arguments[0].Num, arguments[1].Ref as string, arguments[2].Ref as string))
        : default;

    private static Value ToMillis(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].Ref is not string text)
        {
            return default;
        }

        if (arguments[1].Ref is not string picture)
        {
            return Value.From(DateTimeParser.ParseIso8601(text));
        }

        eval.SlowStep();
        return DateTimeParser.Parse(text, picture, () => CivilTime.FromMillis(Millis(eval))!.Value, eval.Options.RegexTimeout) is { } millis
            ? Value.From(millis)
            : default;
    }
}
