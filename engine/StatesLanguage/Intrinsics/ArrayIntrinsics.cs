using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Intrinsics;

/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html#asl-intrsc-func-arrays"/>
internal static class ArrayIntrinsics
{
    private const int MaxRange = 1000;

    public static IntrinsicFunction[] All { get; } =
    [
        new("States.Array", 0, int.MaxValue, static (arguments, _, ref _) => Value.From(ArrayValue.Create(arguments))),
        new("States.ArrayPartition", 2, 2, Partition),
        new("States.ArrayContains", 2, 2, Contains),
        new("States.ArrayRange", 3, 3, Range),
        new("States.ArrayGetItem", 2, 2, GetItem),
        new("States.ArrayLength", 1, 1, Length),
        new("States.ArrayUnique", 1, 1, Unique),
    ];

    private static Value Partition(ReadOnlySpan<Value> arguments, EngineOptions options, ref string problem)
    {
        if (!IsArray(arguments[0], ref problem))
        {
            return default;
        }

        if (MathIntrinsics.ToInteger(arguments[1]) is not >= 1)
        {
            problem = "The chunk size must be a positive integer";
            return default;
        }

        var size = MathIntrinsics.ToInteger(arguments[1])!.Value;
        var items = arguments[0].AsArray().ToArray();
        var chunks = items.Chunk((int)Math.Min(size, Math.Max(1, items.Length)));
        return Value.From(ArrayValue.Create([.. chunks.Select(chunk => Value.From(ArrayValue.Create(chunk)))]));
    }

    private static Value Contains(ReadOnlySpan<Value> arguments, EngineOptions options, ref string problem)
    {
        var wanted = arguments[1];
        return IsArray(arguments[0], ref problem) ? Value.From(arguments[0].AsArray().Any(item => item == wanted)) : default;
    }

    private static Value Range(ReadOnlySpan<Value> arguments, EngineOptions options, ref string problem)
    {
        if (MathIntrinsics.ToInteger(arguments[0]) is not { } first
            || MathIntrinsics.ToInteger(arguments[1]) is not { } last
            || MathIntrinsics.ToInteger(arguments[2]) is not { } step)
        {
            problem = "The arguments must be numbers";
            return default;
        }

        if (step == 0)
        {
            problem = "The step must not be zero";
            return default;
        }

        var distance = (Int128)last - first;
        var count = Int128.Sign(distance) * Math.Sign(step) < 0 ? 0 : (distance / step) + 1;
        if (count > MaxRange)
        {
            problem = $"The range must not have more than {MaxRange} elements";
            return default;
        }

        var builder = new ArrayBuilder((int)count);
        for (var i = 0L; i < count; i++)
        {
            builder.Add(Value.From(first + (i * step)));
        }

        return Value.From(builder.Build());
    }

    private static Value GetItem(ReadOnlySpan<Value> arguments, EngineOptions options, ref string problem)
    {
        if (!IsArray(arguments[0], ref problem))
        {
            return default;
        }

        var array = arguments[0].AsArray();
        if (MathIntrinsics.ToInteger(arguments[1]) is { } index && index >= 0 && index < array.Count)
        {
            return array[(int)index];
        }

        problem = "The index is out of bounds";
        return default;
    }

    private static Value Length(ReadOnlySpan<Value> arguments, EngineOptions options, ref string problem) =>
        IsArray(arguments[0], ref problem) ? Value.From(arguments[0].AsArray().Count) : default;

    private static Value Unique(ReadOnlySpan<Value> arguments, EngineOptions options, ref string problem) =>
        IsArray(arguments[0], ref problem) ? Value.From(ArrayValue.Create([.. arguments[0].AsArray().Distinct()])) : default;

    private static bool IsArray(Value value, ref string problem)
    {
        if (value.Kind == ValueKind.Array)
        {
            return true;
        }

        problem = "The argument must be an array";
        return false;
    }
}
