using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Functions;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Calls;

/// <summary><c>f(a, ?)</c>; null among <paramref name="arguments"/> is a <c>?</c>.</summary>
internal sealed class PartialNode(Node procedure, Node?[] arguments, CallSite site, Node? forgottenDollar) : Node
{
    private readonly int[] _holes = [.. Enumerable.Range(0, arguments.Length).Where(i => arguments[i] is null)];

    public override Value Eval(Value input, Frame frame)
    {
        var values = new Value[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i]?.Eval(input, frame) ?? default;
        }

        var target = procedure.Eval(input, frame);
        if (target.Ref is FunctionValue function)
        {
            frame.Context.Allocate((values.Length * 16L) + 80);
            return new Value(new PartialFunction(function, values, _holes));
        }

        var forgotten = target.IsUndefined && forgottenDollar is not null && !forgottenDollar.Eval(input, frame).IsUndefined;
        throw JsonataError.Type(forgotten ? "T1007" : "T1008", position: site.Position, token: site.Name);
    }
}
