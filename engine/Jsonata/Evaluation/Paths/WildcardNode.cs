using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Paths;

/// <summary><c>*</c>: all values of the context's fields (or items), arrays flattened all the way.</summary>
internal sealed class WildcardNode(bool keepArray) : Node
{
    public override Value Eval(Value input, Frame frame) => Sequences.Normalise(EvalRaw(input, frame), keepArray);

    public override Value EvalRaw(Value input, Frame frame)
    {
        if (input.Ref is ArrayValue { IsOuterWrapper: true, Count: > 0 } wrapper)
        {
            input = wrapper[0];
        }

        var values = input.Ref is ObjectValue o ? o.Values : input.Ref is ArrayValue array ? array.Span : default;
        var buffer = frame.Context.RentBuffer();
        foreach (ref readonly var value in values)
        {
            AddFlattened(value, buffer, frame.Context);
        }

        var result = buffer.ToArray(keepSingleton: false);
        frame.Context.Return(buffer);
        return Value.From(result);
    }

    private static void AddFlattened(Value value, SequenceBuffer buffer, EvalContext context)
    {
        context.Step();
        if (value.Ref is not ArrayValue array)
        {
            buffer.Add(value);
            return;
        }

        foreach (ref readonly var item in array.Span)
        {
            AddFlattened(item, buffer, context);
        }
    }
}
