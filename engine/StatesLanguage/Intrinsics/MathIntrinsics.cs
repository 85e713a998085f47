using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Intrinsics;

/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html#asl-intrsc-func-math-operation"/>
internal static class MathIntrinsics
{
    public static IntrinsicFunction[] All { get; } =
    [
        new("States.MathAdd", 2, 2, Add),
        new("States.MathRandom", 2, 3, Random),
    ];

    /// <summary>The nearest integer, halves upwards, as Java rounds; null if it is no number a long can hold.</summary>
    public static long? ToInteger(Value value)
    {
        if (value.Kind != ValueKind.Number)
        {
            return null;
        }

        var number = Math.Floor(value.AsNumber() + 0.5);
        return Math.Abs(number) < long.MaxValue ? (long)number : null;
    }

    private static Value Add(ReadOnlySpan<Value> arguments, EngineOptions options, ref string problem)
    {
        if (ToInteger(arguments[0]) is { } left && ToInteger(arguments[1]) is { } right)
        {
            return Value.From((double)left + right);
        }

        problem = "The arguments must be numbers";
        return default;
    }

    private static Value Random(ReadOnlySpan<Value> arguments, EngineOptions options, ref string problem)
    {
        if (ToInteger(arguments[0]) is not { } start || ToInteger(arguments[1]) is not { } end)
        {
            problem = "The arguments must be numbers";
            return default;
        }

        if (end <= start)
        {
            problem = "The end must be greater than the start";
            return default;
        }

        double drawn;
        if (arguments.Length < 3)
        {
            drawn = options.NextRandom();
        }
        else if (ToInteger(arguments[2]) is { } seed)
        {
            drawn = SeededRandom.NextDouble(seed);
        }
        else
        {
            problem = "The seed must be a number";
            return default;
        }

        return Value.From(start + Math.Floor(drawn * (end - start)));
    }
}
