using AiProxy.Jsonata.Functions;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Calls;

/// <summary>A call of a built-in function, known at compile time.</summary>
internal sealed class BuiltInCallNode(NativeFunction function, Node[] arguments, CallSite site, bool keepArray, bool isTail) : Node
{
    public override bool IsPlainPredicate => function.IsPlainPredicate;

    public override Value Eval(Value input, Frame frame)
    {
        var result = EvalRaw(input, frame);

        // In tail position the caller's caller gets what the function returned, as jsonata-js's trampoline has it.
        return isTail ? result : Sequences.Normalise(result, keepArray);
    }

    public override Value EvalRaw(Value input, Frame frame)
    {
        var few = default(ArgumentBuffer);
        Span<Value> values = arguments.Length <= ArgumentBuffer.Capacity
            ? ((Span<Value>)few)[..arguments.Length]
            : new Value[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            values[i] = arguments[i].Eval(input, frame);
        }

        return site.Invoke(function, values, input, frame.Context);
    }
}

/// <summary>A call of a built-in function that works on the items of its first argument.</summary>
internal sealed class SequenceCallNode(NativeFunction function, Node[] arguments, CallSite site, bool keepArray, bool isTail) : Node
{
    private readonly SequenceBody _body = function.SequenceBody!;

    public override Value Eval(Value input, Frame frame)
    {
        var result = EvalRaw(input, frame);
        return isTail ? result : Sequences.Normalise(result, keepArray);
    }

    public override Value EvalRaw(Value input, Frame frame)
    {
        var items = arguments[0].EvalView(input, frame);
        var few = default(ArgumentBuffer);
        var rest = ((Span<Value>)few)[..(arguments.Length - 1)];
        for (var i = 1; i < arguments.Length; i++)
        {
            rest[i - 1] = arguments[i].Eval(input, frame);
        }

        var eval = frame.Context;
        if (items.IsUndefined)
        {
            // The other arguments may still be wrong.
            return arguments.Length == 1 ? function.OfNothing : Invoke(default, rest, input, eval);
        }

        var result = site.InvokeBody(_body, items, rest, eval);
        if (NativeFunction.IsNotOfType(result))
        {
            result = Invoke(FirstArgument(items, eval), rest, input, eval);
        }

        items.Release();
        return result;
    }

    private static Value FirstArgument(SequenceView items, EvalContext eval) => Value.From(items.ToArray(eval));

    private Value Invoke(Value first, ReadOnlySpan<Value> rest, Value input, EvalContext eval) =>
        site.Invoke(function, [first, .. rest], input, eval);
}
