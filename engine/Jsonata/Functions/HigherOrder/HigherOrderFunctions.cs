using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions.HigherOrder;

/// <summary><see href="https://docs.jsonata.org/higher-order-functions"/>.</summary>
internal static class HigherOrderFunctions
{
    public static NativeFunction[] All { get; } =
    [
        OverItems("map", "<af>", 2, Map),
        OverItems("filter", "<af>", 2, Filter),
        OverItems("single", "<af?>", 2, Single),
        OverItems("reduce", "<afj?:j>", 3, Reduce),
        new("each", "<o-f:a>", 2, Each),
        new("sift", "<o-f?:o>", 2, Sift),
    ];

    private static NativeFunction OverItems(string name, string signature, int arity, SequenceBody body) =>
        new(name, signature, arity, (a, eval) => a[0].IsUndefined ? default : body(SequenceView.Of(a[0], eval), a[1..], eval))
        {
            SequenceBody = body,
        };

    /// <summary>The array that a callback of three parameters gets; made only if there is one.</summary>
    private static Value ArrayFor(Callback callback, SequenceView items, EvalContext eval) =>
        callback.Arity >= 3 ? Value.From(items.ToArray(eval)) : default;

    private static Value Map(SequenceView items, ReadOnlySpan<Value> rest, EvalContext eval)
    {
        if (rest.Length == 0 || rest[0].Ref is not FunctionValue)
        {
            return NativeFunction.NotOfType;
        }

        var callback = new Callback(rest[0], eval);
        var all = ArrayFor(callback, items, eval);
        var results = eval.RentBuffer();
        var values = items.Items;
        for (var i = 0; i < values.Length; i++)
        {
            var result = callback.Invoke(values[i], Value.From(i), all);
            if (!result.IsUndefined)
            {
                results.Add(result);
            }
        }

        callback.Release();
        return Take(results, eval);
    }

    private static Value Filter(SequenceView items, ReadOnlySpan<Value> rest, EvalContext eval)
    {
        if (rest.Length == 0 || rest[0].Ref is not FunctionValue)
        {
            return NativeFunction.NotOfType;
        }

        var callback = new Callback(rest[0], eval);
        var all = ArrayFor(callback, items, eval);
        var results = eval.RentBuffer();
        var values = items.Items;
        for (var i = 0; i < values.Length; i++)
        {
            if (Truth.Of(callback.Invoke(values[i], Value.From(i), all)))
            {
                results.Add(values[i]);
            }
        }

        callback.Release();
        return Take(results, eval);
    }

    private static Value Take(SequenceBuffer results, EvalContext eval)
    {
        var array = results.ToArray(keepSingleton: false);
        eval.Return(results);
        return Value.From(array);
    }

    private static Value Single(SequenceView items, ReadOnlySpan<Value> rest, EvalContext eval)
    {
        var predicate = rest.Length > 0 ? rest[0] : default;
        if (!predicate.IsUndefined && predicate.Ref is not FunctionValue)
        {
            return NativeFunction.NotOfType;
        }

        var found = default(Value);
        var count = 0;
        var all = predicate.IsUndefined ? default : ArrayFor(new Callback(predicate, eval), items, eval);
        var values = items.Items;
        for (var i = 0; i < values.Length; i++)
        {
            if (!predicate.IsUndefined && !Truth.Of(new Callback(predicate, eval).Invoke(values[i], Value.From(i), all)))
            {
                continue;
            }

            if (++count > 1)
            {
                throw JsonataError.Type("D3138", index: i);
            }

            found = values[i];
        }

        return count == 1 ? found : throw JsonataError.Type("D3139");
    }

    private static Value Reduce(SequenceView items, ReadOnlySpan<Value> rest, EvalContext eval)
    {
        if (rest.Length == 0 || rest[0].Ref is not FunctionValue || rest is [_, { Ref: FunctionValue }])
        {
            return NativeFunction.NotOfType;
        }

        var callback = new Callback(rest[0], eval);
        var arity = callback.Arity;
        if (arity < 2)
        {
            throw JsonataError.Type("D3050", index: 1);
        }

        var values = items.Items;
        var result = rest.Length > 1 ? rest[1] : default;
        var index = 0;
        if (result.IsUndefined && values.Length > 0)
        {
            result = values[index++];
        }

        var arguments = new Value[Math.Min(arity, 4)];
        if (arity >= 4)
        {
            arguments[3] = Value.From(items.ToArray(eval));
        }

        for (; index < values.Length; index++)
        {
            arguments[0] = result;
            arguments[1] = values[index];
            if (arity >= 3)
            {
                arguments[2] = Value.From(index);
            }

            result = callback.Invoke(arguments);
        }

        return result;
    }

    private static Value Each(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].Ref is not ObjectValue o)
        {
            return default;
        }

        var callback = new Callback(arguments[1], eval);
        var results = eval.RentBuffer();
        for (var i = 0; i < o.Count; i++)
        {
            var result = callback.Invoke(o.ValueAt(i), Value.From(o.KeyAt(i)), arguments[0]);
            if (!result.IsUndefined)
            {
                results.Add(result);
            }
        }

        callback.Release();
        return Take(results, eval);
    }

    private static Value Sift(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].Ref is not ObjectValue o || arguments[1].Ref is not FunctionValue)
        {
            return default;
        }

        var callback = new Callback(arguments[1], eval);
        var builder = new ObjectBuilder();
        for (var i = 0; i < o.Count; i++)
        {
            if (Truth.Of(callback.Invoke(o.ValueAt(i), Value.From(o.KeyAt(i)), arguments[0])))
            {
                builder.Add(o.KeyAt(i), o.ValueAt(i));
            }
        }

        callback.Release();
        eval.Allocate((builder.Count * 32L) + 64);
        return builder.Count == 0 ? default : Value.From(builder.Build());
    }
}
