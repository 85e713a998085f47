using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Operators;

/// <summary><c>=</c> and <c>!=</c>; both are false if a side is undefined.</summary>
internal sealed class EqualityNode(bool equal, Node left, Node right) : Node
{
    public override bool IsPlainPredicate => true;

    public override Value Eval(Value input, Frame frame) => Value.From(EvalBool(input, frame));

    public override bool EvalBool(Value input, Frame frame)
    {
        var a = left.Eval(input, frame);
        var b = right.Eval(input, frame);
        return !a.IsUndefined && !b.IsUndefined && DeepEquality.Equal(a, b, frame.Context) == equal;
    }
}
