using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions.Arrays;

/// <summary><see href="https://docs.jsonata.org/array-functions"/>.</summary>
internal static class ArrayFunctions
{
    public static NativeFunction[] All { get; } =
    [
        new("append", "<xx:a>", 2, Append),
        new("reverse", "<a:a>", 1, Reverse),
        new("shuffle", "<a:a>", 1, Shuffle),
        new("distinct", "<x:x>", 1, Distinct),
        new("zip", "<a+>", 0, Zip),
    ];

    /// <summary>Two values as one array; a single value counts as one item.</summary>
    public static Value Append(Value first, Value second, EvalContext eval)
    {
        if (first.IsUndefined || second.IsUndefined)
        {
            return first.IsUndefined ? second : first;
        }

        var left = first.Ref as ArrayValue;
        var right = second.Ref as ArrayValue;
        var size = (long)(left?.Count ?? 1) + (right?.Count ?? 1);
        eval.CheckSequence(size);
        eval.Allocate(size * 16);
        var items = new Value[size];
        Copy(first, left, items);
        Copy(second, right, items.AsSpan(left?.Count ?? 1));
        return Value.From(ArrayValue.Own(items, items.Length, ArrayFlags.None));
    }

    private static void Copy(Value value, ArrayValue? array, Span<Value> target)
    {
        if (array is null)
        {
            target[0] = value;
        }
        else
        {
            array.Span.CopyTo(target);
        }
    }

    private static Value Append(ReadOnlySpan<Value> arguments, EvalContext eval) => Append(arguments[0], arguments[1], eval);

    private static Value Reverse(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].Ref is not ArrayValue { Count: > 1 } array)
        {
            return arguments[0];
        }

        eval.Allocate(array.Count * 16L);
        var items = array.Span.ToArray();
        items.AsSpan().Reverse();
        return Value.From(ArrayValue.Own(items, items.Length, ArrayFlags.None));
    }

    private static Value Shuffle(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].Ref is not ArrayValue { Count: > 1 } array)
        {
            return arguments[0];
        }

        // The inside-out Fisher-Yates shuffle.
        eval.Allocate(array.Count * 16L);
        var items = new Value[array.Count];
        for (var i = 0; i < items.Length; i++)
        {
            eval.Step();
            var j = Math.Clamp((int)(eval.Runtime.Random() * (i + 1)), 0, i);
            items[i] = items[j];
            items[j] = array[i];
        }

        return Value.From(ArrayValue.Own(items, items.Length, ArrayFlags.None));
    }

    private static Value Distinct(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].Ref is not ArrayValue { Count: > 1 } array)
        {
            return arguments[0];
        }

        if (arguments[0].Utf8Size > eval.Options.MaxMemory)
        {
            throw Limits.Memory();
        }

        var seen = new HashSet<Value>(array.Count);
        var result = new ArrayBuilder();
        eval.Steps(arguments[0].Utf8Size / 16);
        eval.Allocate(array.Count * 48L);
        foreach (ref readonly var item in array.Span)
        {
            eval.Step();
            if (seen.Add(item))
            {
                result.Add(item);
            }
        }

        return Value.From(result.Build(array.Flags & ArrayFlags.Sequence));
    }

    private static Value Zip(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        var length = int.MaxValue;
        foreach (var argument in arguments)
        {
            length = Math.Min(length, (argument.Ref as ArrayValue)?.Count ?? 0);
        }

        var result = new ArrayBuilder(length == int.MaxValue ? 0 : length);
        for (var i = 0; i < length && arguments.Length > 0; i++)
        {
            eval.Step();
            eval.Allocate((arguments.Length * 16L) + 80);
            var tuple = new Value[arguments.Length];
            for (var a = 0; a < tuple.Length; a++)
            {
                tuple[a] = ((ArrayValue)arguments[a].Ref!)[i];
            }

            result.Add(Value.From(ArrayValue.Own(tuple, tuple.Length, ArrayFlags.None)));
        }

        return Value.From(result.Build());
    }
}
