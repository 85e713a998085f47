using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Paths;

/// <summary>A path that is a single name, by far the most frequent one.</summary>
internal sealed class FieldNode(NameNode name, PathNode path) : Node
{
    public override Value Eval(Value input, Frame frame)
    {
        if (input.Ref is ObjectValue o)
        {
            name.TryGet(o, out var value);
            return value.Ref is ArrayValue { IsSequence: true } ? path.Eval(input, frame) : value;
        }

        return input.Ref is ArrayValue ? path.Eval(input, frame) : default;
    }

    public override SequenceView EvalView(Value input, Frame frame) =>
        input.Ref is ArrayValue ? path.EvalView(input, frame) : base.EvalView(input, frame);
}
