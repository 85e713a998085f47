using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Operators;

/// <summary><c>and</c>, <c>or</c>; the right side is evaluated only if it decides.</summary>
internal sealed class LogicalNode(bool and, Node left, Node right) : Node
{
    public override bool YieldsBoolean => true;

    public override Value Eval(Value input, Frame frame) => Value.From(EvalBool(input, frame));

    public override bool EvalBool(Value input, Frame frame) => and
        ? left.EvalBool(input, frame) && right.EvalBool(input, frame)
        : left.EvalBool(input, frame) || right.EvalBool(input, frame);
}
