using AiProxy.Jsonata.Functions;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation;

/// <summary>A regular expression literal, which is a matcher function.</summary>
internal sealed class RegexNode(RegexFunction function) : Node
{
    private readonly Value _value = new(function);

    public RegexFunction Function => function;

    public override Value Eval(Value input, Frame frame) => _value;
}
