using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Functions;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Calls;

/// <summary>A call of whatever <paramref name="procedure"/> yields.</summary>
/// <param name="procedure">The expression of the function.</param>
/// <param name="arguments">The expressions of the arguments.</param>
/// <param name="site">The place of the call.</param>
/// <param name="forgottenDollar">A function of that name exists although it was written without <c>$</c>: only the error differs.</param>
/// <param name="keepArray">Whether <c>[]</c> follows.</param>
/// <param name="isTail">Whether the result is the lambda's result, so that the caller's loop makes the call.</param>
internal sealed class CallNode(Node procedure, Node[] arguments, CallSite site, Node? forgottenDollar, bool keepArray, bool isTail) : Node
{
    public override Value Eval(Value input, Frame frame) =>
        isTail ? EvalRaw(input, frame) : Sequences.Normalise(EvalRaw(input, frame), keepArray);

    public override Value EvalRaw(Value input, Frame frame)
    {
        var target = procedure.Eval(input, frame);
        if (target.IsUndefined && forgottenDollar is not null && !forgottenDollar.Eval(input, frame).IsUndefined)
        {
            throw JsonataError.Type("T1005", position: site.Position, token: site.Name);
        }

        var few = default(ArgumentBuffer);
        Span<Value> values = arguments.Length <= ArgumentBuffer.Capacity
            ? ((Span<Value>)few)[..arguments.Length]
            : new Value[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            values[i] = arguments[i].Eval(input, frame);
        }

        if (target.Ref is not FunctionValue function)
        {
            throw JsonataError.Type("T1006", position: site.Position, token: site.Name);
        }

        return isTail
            ? frame.Context.Tail.Set(function, values, site.Name, site.Position)
            : site.Invoke(function, values, input, frame.Context);
    }
}
