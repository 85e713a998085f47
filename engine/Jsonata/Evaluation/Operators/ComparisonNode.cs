using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Operators;

/// <summary><c>&lt; &lt;= &gt; &gt;=</c> between two numbers or two strings; undefined if a side is.</summary>
internal sealed class ComparisonNode(string op, Node left, Node right, int position) : Node
{
    private readonly bool _less = op[0] == '<';
    private readonly bool _orEqual = op.Length == 2;

    public override bool IsPlainPredicate => true;

    public override Value Eval(Value input, Frame frame) => Compare(left.Eval(input, frame), right.Eval(input, frame)) switch
    {
        null => default,
        var result => Value.From(result.Value),
    };

    public override bool EvalBool(Value input, Frame frame)
    {
        var a = left.Eval(input, frame);
        var b = right.Eval(input, frame);
        return a.IsNumber && b.IsNumber ? Holds(a.Num, b.Num) : Compare(a, b) ?? false;
    }

    private bool Holds(double a, double b) => _less ? (_orEqual ? a <= b : a < b) : (_orEqual ? a >= b : a > b);

    private bool? Compare(Value a, Value b)
    {
        if (a.IsNumber && b.IsNumber)
        {
            return Holds(a.Num, b.Num);
        }

        if (!IsComparable(a) || !IsComparable(b))
        {
            throw JsonataError.Type("T2010", a.IsNumber || a.Ref is string ? b : a, position: position, token: op);
        }

        if (a.IsUndefined || b.IsUndefined)
        {
            return null;
        }

        if (a.IsNumber || b.IsNumber)
        {
            throw JsonataError.Type("T2009", a, b, position, op);
        }

        return Holds(string.CompareOrdinal(a.AsString(), b.AsString()), 0);
    }

    private static bool IsComparable(Value value) => value.IsUndefined || value.IsNumber || value.Ref is string;
}
