using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Paths;

/// <summary>Filters behind a block that yields tuples.</summary>
internal sealed class TupleFilterNode(Node inner, TupleStage[] stages, TupleScope scope, bool yieldsTuples, bool keepArray) : Node
{
    public override Value Eval(Value input, Frame frame)
    {
        if (inner.Eval(input, frame).Ref is not TupleStream stream)
        {
            return default;
        }

        var tuples = stream.Items;
        foreach (var stage in stages)
        {
            tuples = stage.Run(tuples, scope, frame);
        }

        var result = new TupleStream(tuples);
        return yieldsTuples ? new Value(result) : result.ToValue(keepArray, frame.Context);
    }
}
