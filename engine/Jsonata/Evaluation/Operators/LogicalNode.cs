using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Operators;

/// <summary><c>and</c>, <c>or</c>; the right side is evaluated only if it decides.</summary>
internal sealed class LogicalNode(bool and, Node left, Node right, int position) : Node
{
    public override bool IsPlainPredicate => true;

    public override Value Eval(Value input, Frame frame) => Value.From(EvalBool(input, frame));

    public override bool EvalBool(Value input, Frame frame)
    {
        var decided = left.EvalBool(input, frame);
        if (decided != and)
        {
            return decided;
        }

        try
        {
            return right.EvalBool(input, frame);
        }
        catch (JsonataException e) when (e.Rename(and ? "and" : "or", position))
        {
            // The filter is false: jsonata-js names the operator whatever happened on its right side, and AWS's messages show it.
            throw;
        }
    }
}
