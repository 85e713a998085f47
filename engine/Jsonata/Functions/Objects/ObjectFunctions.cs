using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions.Objects;

/// <summary><see href="https://docs.jsonata.org/object-functions"/>.</summary>
internal static class ObjectFunctions
{
    public static NativeFunction[] All { get; } =
    [
        new("keys", "<x-:a<s>>", 1, Keys),
        new("lookup", "<x-s:x>", 2, Lookup),
        new("spread", "<x-:a<o>>", 1, (a, eval) => Spread(a[0], eval)),
        new("merge", "<a<o>:o>", 1, (a, eval) => a[0].IsUndefined ? default : Merge(SequenceView.Of(a[0], eval), default, eval))
        {
            SequenceBody = Merge,
        },
        new("type", "<x:s>", 1, (a, _) => TypeOf(a[0])),
        new("error", "<s?:x>", 1, (a, _) => throw Failure("D3137", a[0], "$error() function evaluated")),
        new("assert", "<bs?:x>", 2, (a, _) => a[0].IsTrue ? default : throw Failure("D3141", a[1], "$assert() statement failed")),
    ];

    private static JsonataException Failure(string code, Value message, string standard) =>
        JsonataError.WithExtra(code, message.Ref is string { Length: > 0 } ? message : Value.From(standard));

    private static Value Keys(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        var names = new ArrayBuilder();
        if (arguments[0].Ref is ObjectValue o)
        {
            foreach (var key in o.Shape.Keys)
            {
                names.Add(Value.From(key));
            }
        }
        else if (arguments[0].Ref is ArrayValue array)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            CollectKeys(array, seen, names, eval);
        }

        eval.Allocate(names.Count * 16L);
        return Value.From(names.Build(ArrayFlags.Sequence));
    }

    private static void CollectKeys(ArrayValue array, HashSet<string> seen, ArrayBuilder names, EvalContext eval)
    {
        eval.Steps(array.Count);
        foreach (ref readonly var item in array.Span)
        {
            if (item.Ref is ArrayValue inner)
            {
                CollectKeys(inner, seen, names, eval);
            }
            else if (item.Ref is ObjectValue o)
            {
                foreach (var key in o.Shape.Keys)
                {
                    if (seen.Add(key))
                    {
                        names.Add(Value.From(key));
                    }
                }
            }
        }
    }

    private static Value Lookup(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[1].Ref is not string key)
        {
            return default;
        }

        if (arguments[0].Ref is ObjectValue o)
        {
            o.TryGetValue(key, out var value);
            return value;
        }

        if (arguments[0].Ref is not ArrayValue array)
        {
            return default;
        }

        var found = new ArrayBuilder();
        CollectValues(array, key, found, eval);
        eval.Allocate(found.Count * 16L);
        return Value.From(found.Build(ArrayFlags.Sequence));
    }

    private static void CollectValues(ArrayValue array, string key, ArrayBuilder found, EvalContext eval)
    {
        eval.Steps(array.Count);
        foreach (ref readonly var item in array.Span)
        {
            if (item.Ref is ArrayValue inner)
            {
                CollectValues(inner, key, found, eval);
            }
            else if (item.Ref is ObjectValue o && o.TryGetValue(key, out var value))
            {
                if (value.Ref is not ArrayValue values)
                {
                    found.Add(value);
                    continue;
                }

                foreach (ref readonly var each in values.Span)
                {
                    found.Add(each);
                }
            }
        }
    }

    private static Value Spread(Value value, EvalContext eval)
    {
        eval.Step();
        if (value.Ref is not (ObjectValue or ArrayValue))
        {
            return value;
        }

        var parts = new ArrayBuilder();
        if (value.Ref is ObjectValue o)
        {
            for (var i = 0; i < o.Count; i++)
            {
                eval.Allocate(120);
                parts.Add(Value.From(ObjectValue.Empty.With(o.KeyAt(i), o.ValueAt(i))));
            }

            return Value.From(parts.Build(ArrayFlags.Sequence));
        }

        foreach (ref readonly var item in ((ArrayValue)value.Ref).Span)
        {
            var spread = Spread(item, eval);
            if (spread.Ref is not ArrayValue several)
            {
                parts.Add(spread);
                continue;
            }

            foreach (ref readonly var part in several.Span)
            {
                parts.Add(part);
            }
        }

        // Appending makes a plain array of a sequence, so that of an array one part stays an array.
        eval.CheckSequence(parts.Count);
        return Value.From(parts.Build(((ArrayValue)value.Ref).Count == 0 ? ArrayFlags.Sequence : ArrayFlags.None));
    }

    private static Value Merge(SequenceView items, ReadOnlySpan<Value> rest, EvalContext eval)
    {
        var capacity = 0;
        foreach (ref readonly var item in items.Items)
        {
            if (item.Ref is not ObjectValue o)
            {
                return NativeFunction.NotOfType;
            }

            capacity += o.Count;
        }

        var builder = new ObjectBuilder(Math.Min(capacity, 64));
        foreach (ref readonly var item in items.Items)
        {
            var o = (ObjectValue)item.Ref!;
            eval.Steps(o.Count);
            for (var i = 0; i < o.Count; i++)
            {
                builder.Add(o.KeyAt(i), o.ValueAt(i));
            }
        }

        eval.Allocate((builder.Count * 32L) + 64);
        return Value.From(builder.Build());
    }

    private static Value TypeOf(Value value) => value.Kind switch
    {
        ValueKind.Undefined => default,
        ValueKind.Null => Value.From("null"),
        ValueKind.Boolean => Value.From("boolean"),
        ValueKind.Number => Value.From(Numbers.IsNumeric(value) ? "number" : "object"),
        ValueKind.String => Value.From("string"),
        ValueKind.Array => Value.From("array"),
        ValueKind.Object => Value.From("object"),
        _ => Value.From("function"),
    };
}
