using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Operators;

/// <summary><c>-a</c>.</summary>
internal sealed class NegateNode(Node operand, int position) : Node
{
    public override Value Eval(Value input, Frame frame)
    {
        var value = operand.Eval(input, frame);
        if (value.IsUndefined)
        {
            return default;
        }

        return Numbers.IsNumeric(value) ? Value.From(-value.Num) : throw JsonataError.Type("D1002", value, position: position, token: "-");
    }
}
