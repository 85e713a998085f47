using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Functions;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Calls;

/// <summary><c>a ~&gt; $f</c>: applies a function, or composes two.</summary>
internal sealed class ApplyNode(Node left, Node right, int position, CallSite site, bool keepArray) : Node
{
    // "text ~> /regex/" as a predicate only asks whether there is a match.
    private readonly RegexFunction? _regex = (right as RegexNode)?.Function;

    public override bool IsPlainPredicate => _regex is not null;

    public override Value Eval(Value input, Frame frame) => Sequences.Normalise(EvalRaw(input, frame), keepArray);

    public override Value EvalRaw(Value input, Frame frame)
    {
        var argument = left.Eval(input, frame);
        var target = right.Eval(input, frame);
        if (target.Ref is not FunctionValue function)
        {
            throw JsonataError.Type("T2006", target, position: position);
        }

        frame.Context.Allocate(32);
        return argument.Ref is FunctionValue first
            ? new Value(new ComposedFunction(first, function))
            : site.Invoke(function, [argument], Value.Null, frame.Context);
    }

    public override bool EvalBool(Value input, Frame frame)
    {
        if (_regex is not null && left.Eval(input, frame) is { Ref: string text })
        {
            return _regex.IsMatch(text, frame.Context);
        }

        return base.EvalBool(input, frame);
    }
}
