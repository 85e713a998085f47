using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Paths;

/// <summary>
/// A path with <c>@</c>, <c>#</c> or a step that a <c>%</c> refers to: from <paramref name="steps"/> on each item carries variables.
/// The steps before them are an ordinary path, <paramref name="prefix"/>.
/// </summary>
internal sealed class TuplePathNode(Node? prefix, TupleStep[] steps, TupleScope scope, PathTraits traits, GroupBy? group) : Node
{
    public override Value Eval(Value input, Frame frame)
    {
        var stream = Run(input, frame);
        if (group is not null)
        {
            return group.Eval(stream, scope, frame);
        }

        return traits.HasFlag(PathTraits.YieldsTuples)
            ? new Value(stream)
            : stream.ToValue(traits.HasFlag(PathTraits.KeepSingleton), frame.Context);
    }

    private TupleStream Run(Value input, Frame frame)
    {
        var start = prefix is null ? input : prefix.Eval(input, frame);
        if (prefix is not null && start.IsUndefined)
        {
            return new TupleStream([]);
        }

        var tuples = new List<Tuple>();
        if (start.Ref is ArrayValue array && (prefix is not null || !traits.HasFlag(PathTraits.StartsWithVariable)))
        {
            foreach (ref readonly var item in array.Span)
            {
                tuples.Add(new Tuple(item));
            }
        }
        else
        {
            tuples.Add(new Tuple(start));
        }

        foreach (var step in steps)
        {
            tuples = step.Run(tuples, scope, frame);
        }

        return new TupleStream(tuples);
    }
}
