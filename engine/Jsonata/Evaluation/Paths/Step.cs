using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Paths;

/// <summary>One step of a path: an expression for each item, and the filters behind it.</summary>
internal class Step(Node node, Filter[] filters)
{
    private readonly NameNode? _name = node as NameNode;

    public Node Node => node;

    /// <summary>Whether one item's result can be taken as it is, without collecting.</summary>
    public virtual bool IsPlain => filters.Length == 0;

    protected Filter[] Filters => filters;

    /// <summary>The step for one item, without filters.</summary>
    public Value Eval(Value item, Frame frame)
    {
        if (_name is not null && item.Ref is ObjectValue o)
        {
            _name.TryGet(o, out var value);
            return value.Ref is ArrayValue ? Sequences.Normalise(value) : value;
        }

        return node.Eval(item, frame);
    }

    /// <summary>The step with its filters for one item.</summary>
    public virtual void Collect(Value item, Frame frame, SequenceBuffer output) => Refine(Eval(item, frame), frame, output);

    public virtual void CollectAll(ReadOnlySpan<Value> items, Frame frame, SequenceBuffer output)
    {
        var context = frame.Context;
        foreach (ref readonly var item in items)
        {
            context.Step();
            Collect(item, frame, output);
        }
    }

    /// <summary>Adds what the filters leave of one result.</summary>
    protected void Refine(Value result, Frame frame, SequenceBuffer output)
    {
        switch (filters.Length)
        {
            case 0:
                output.Append(result);
                return;
            case 1:
                filters[0].Apply(result, frame, output);
                return;
            default:
                for (var i = 0; i < filters.Length - 1; i++)
                {
                    result = filters[i].Apply(result, frame);
                }

                filters[^1].Apply(result, frame, output);
                return;
        }
    }
}
