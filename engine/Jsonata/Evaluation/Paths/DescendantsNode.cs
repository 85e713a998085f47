using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Paths;

/// <summary><c>**</c>: the context and everything below it, except arrays themselves.</summary>
internal sealed class DescendantsNode(bool keepArray) : Node
{
    public override Value Eval(Value input, Frame frame) => Sequences.Normalise(EvalRaw(input, frame), keepArray);

    public override Value EvalRaw(Value input, Frame frame)
    {
        if (input.IsUndefined)
        {
            return default;
        }

        var buffer = frame.Context.RentBuffer();
        Collect(input, buffer, frame.Context);
        var result = buffer.Count == 1 ? buffer[0] : Value.From(buffer.ToArray(keepSingleton: false));
        frame.Context.Return(buffer);
        return result;
    }

    private static void Collect(Value value, SequenceBuffer buffer, EvalContext context)
    {
        context.Step();
        if (value.Ref is ArrayValue array)
        {
            foreach (ref readonly var item in array.Span)
            {
                Collect(item, buffer, context);
            }

            return;
        }

        buffer.Add(value);
        if (value.Ref is ObjectValue o)
        {
            foreach (ref readonly var member in o.Values)
            {
                Collect(member, buffer, context);
            }
        }
    }
}
