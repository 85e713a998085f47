using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation;

/// <summary><c>a ? b : c</c>, and what <c>??</c> and <c>?:</c> become.</summary>
internal sealed class ConditionNode(Node condition, Node then, Node? otherwise, bool keepArray) : Node
{
    public override bool IsPlainPredicate => then.IsPlainPredicate && otherwise is null or { IsPlainPredicate: true };

    public override Value Eval(Value input, Frame frame) => Sequences.Normalise(
        condition.EvalBool(input, frame) ? then.Eval(input, frame)
        : otherwise is null ? default
        : otherwise.Eval(input, frame),
        keepArray);

    public override bool EvalBool(Value input, Frame frame) =>
        condition.EvalBool(input, frame) ? then.EvalBool(input, frame) : otherwise is not null && otherwise.EvalBool(input, frame);
}
