using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Operators;

/// <summary><c>a in b</c>: identity, so that arrays and objects are only in an array that holds the very same one.</summary>
internal sealed class InNode(Node left, Node right) : Node
{
    public override bool IsPlainPredicate => true;

    public override Value Eval(Value input, Frame frame) => Value.From(EvalBool(input, frame));

    public override bool EvalBool(Value input, Frame frame)
    {
        var item = left.Eval(input, frame);
        var view = right.EvalView(input, frame);
        frame.Context.Steps(view.Count / 16);
        var found = !item.IsUndefined && Contains(view.Items, item);
        view.Release();
        return found;
    }

    private static bool Contains(ReadOnlySpan<Value> items, Value item)
    {
        foreach (ref readonly var candidate in items)
        {
            if (item.IsNumber
                ? candidate.IsNumber && candidate.Num == item.Num
                : ReferenceEquals(candidate.Ref, item.Ref) || (item.Ref is string text && candidate.Ref is string other && text == other))
            {
                return true;
            }
        }

        return false;
    }
}
