using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation;

/// <summary>
/// Checks depth and stack. The compiler puts one around every sixteenth level of nesting, so that the other levels need no check.
/// </summary>
internal sealed class GuardNode(Node inner, int depth) : Node
{
    public override bool IsPlainPredicate => inner.IsPlainPredicate;

    public override Value Eval(Value input, Frame frame)
    {
        frame.Context.CheckDepth(frame.Context.Depth + depth);
        return inner.Eval(input, frame);
    }

    public override Value EvalRaw(Value input, Frame frame)
    {
        frame.Context.CheckDepth(frame.Context.Depth + depth);
        return inner.EvalRaw(input, frame);
    }

    public override bool EvalBool(Value input, Frame frame)
    {
        frame.Context.CheckDepth(frame.Context.Depth + depth);
        return inner.EvalBool(input, frame);
    }

    public override SequenceView EvalView(Value input, Frame frame)
    {
        frame.Context.CheckDepth(frame.Context.Depth + depth);
        return inner.EvalView(input, frame);
    }
}
