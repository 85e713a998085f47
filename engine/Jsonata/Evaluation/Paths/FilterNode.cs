using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Paths;

/// <summary>Filters behind an expression that is no path: <c>$x[0]</c>, <c>f(a)[b]</c>.</summary>
internal sealed class FilterNode(Node inner, Filter[] filters, bool keepArray) : Node
{
    public override Value Eval(Value input, Frame frame) => Sequences.Normalise(EvalRaw(input, frame), keepArray);

    public override Value EvalRaw(Value input, Frame frame)
    {
        var value = inner.EvalRaw(input, frame);
        foreach (var filter in filters)
        {
            value = filter.Apply(value, frame);
        }

        return value;
    }

    public override SequenceView EvalView(Value input, Frame frame)
    {
        if (keepArray || filters.Length > 1)
        {
            return base.EvalView(input, frame);
        }

        var buffer = frame.Context.RentBuffer();
        filters[0].Apply(inner.EvalRaw(input, frame), frame, buffer);
        if (buffer.Count > 1 && buffer.FirstPlainArray is null)
        {
            return new SequenceView(buffer, frame.Context);
        }

        var few = buffer.FirstPlainArray is { } plain ? Value.From(plain) : buffer.ToValue(keepSingleton: false);
        frame.Context.Return(buffer);
        return SequenceView.Of(few, frame.Context);
    }
}
