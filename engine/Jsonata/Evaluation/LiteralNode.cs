using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation;

/// <summary>A string, number, true, false or null.</summary>
internal sealed class LiteralNode(Value value) : Node
{
    public Value Value => value;

    public override bool IsPlainPredicate => value.IsBoolean;

    public override Value Eval(Value input, Frame frame) => value;
}
