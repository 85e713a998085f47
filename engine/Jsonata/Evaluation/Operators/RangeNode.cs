using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Operators;

/// <summary><c>a..b</c> within an array constructor.</summary>
internal sealed class RangeNode(Node left, Node right, int position) : Node
{
    private const double MaxItems = 1e7;

    public override Value Eval(Value input, Frame frame)
    {
        var from = left.Eval(input, frame);
        var to = right.Eval(input, frame);
        Check(from, "T2003");
        Check(to, "T2004");
        if (from.IsUndefined || to.IsUndefined || from.Num > to.Num)
        {
            return default;
        }

        var size = to.Num - from.Num + 1;
        if (size > MaxItems)
        {
            throw JsonataError.Type("D2014", Value.From(size), position: position, token: "..");
        }

        frame.Context.CheckSequence((long)size);
        frame.Context.Allocate((long)size * 16);
        return Sequences.Normalise(Value.From(ArrayValue.Range(from.Num, (int)size, ArrayFlags.Sequence)));
    }

    private void Check(Value bound, string code)
    {
        if (!bound.IsUndefined && !(bound.IsNumber && double.IsInteger(bound.Num)))
        {
            throw JsonataError.Type(code, bound, position: position, token: "..");
        }
    }
}
