using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Paths;

/// <summary>A field of the context; of an array, the fields of all its items.</summary>
internal sealed class NameNode(string name) : Node
{
    // Where the name was found last; alike objects have it at the same place. A torn or stale hint costs only time.
    private int _hint;

    public string Name => name;

    public override Value Eval(Value input, Frame frame) => Sequences.Normalise(EvalRaw(input, frame));

    public override Value EvalRaw(Value input, Frame frame)
    {
        if (input.Ref is ObjectValue o)
        {
            o.TryGetValue(name, ref _hint, out var value);
            return value;
        }

        if (input.Ref is not ArrayValue array)
        {
            return default;
        }

        var buffer = frame.Context.RentBuffer();
        CollectFrom(array, buffer, frame.Context);
        var result = buffer.ToArray(keepSingleton: false);
        frame.Context.Return(buffer);
        return Value.From(result);
    }

    /// <summary>The field of a single object or other value, not looking at sequences.</summary>
    public bool TryGet(ObjectValue o, out Value value) => o.TryGetValue(name, ref _hint, out value);

    private void CollectFrom(ArrayValue array, SequenceBuffer buffer, EvalContext context)
    {
        context.Steps(array.Count);
        foreach (ref readonly var item in array.Span)
        {
            if (item.Ref is ObjectValue o)
            {
                if (o.TryGetValue(name, ref _hint, out var value))
                {
                    Add(value, buffer);
                }
            }
            else if (item.Ref is ArrayValue inner)
            {
                CollectFrom(inner, buffer, context);
            }
        }
    }

    private static void Add(Value value, SequenceBuffer buffer)
    {
        if (value.Ref is ArrayValue array)
        {
            buffer.AddRange(array);
        }
        else
        {
            buffer.Add(value);
        }
    }
}
