using AiProxy.Jsonata.Functions;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Calls;

/// <summary>A lambda with the context and the variables it was made with.</summary>
internal sealed class LambdaValue(LambdaNode node, Value input, Frame frame) : FunctionValue
{
    public override int Arity => node.ParameterCount;

    /// <summary>Whether one frame serves many calls, one after the other.</summary>
    public bool CanReuseFrame => node.Signature is null && !node.CapturesFrame;

    public override Value Invoke(ReadOnlySpan<Value> arguments, Value context, EvalContext eval)
    {
        if (node.Signature is null)
        {
            return InvokeUnchecked(arguments, context, eval);
        }

        return InvokeChecked(arguments, context, eval);
    }

    /// <summary>Calls without looking at the signature.</summary>
    public Value InvokeUnchecked(ReadOnlySpan<Value> arguments, Value context, EvalContext eval)
    {
        var result = Run(arguments, eval);
        return TailCall.IsPending(result) ? Trampoline(context, eval) : result;
    }

    public Frame RentFrame(EvalContext eval) => eval.RentFrame(frame, node.FrameSize);

    /// <summary>Forgets what an earlier call left in slots that are no arguments.</summary>
    public void ClearSlots(Frame reused)
    {
        if (node.FrameSize > 3)
        {
            Array.Clear(reused.Slots, 3, node.FrameSize - 3);
        }
    }

    /// <summary>Calls with the arguments already in their slots.</summary>
    public Value InvokeIn(Frame prepared, EvalContext eval)
    {
        var result = node.Body.Eval(input, prepared);
        return TailCall.IsPending(result) ? Trampoline(Value.Null, eval) : result;
    }

    private Value InvokeChecked(ReadOnlySpan<Value> arguments, Value context, EvalContext eval)
    {
        var bound = new Value[node.Signature!.MaxBound(arguments.Length)];
        var count = node.Signature.Bind(arguments, context, bound);
        return InvokeUnchecked(bound.AsSpan(0, count), context, eval);
    }

    /// <summary>Does the calls in tail position one after the other instead of one within the other.</summary>
    private static Value Trampoline(Value context, EvalContext eval)
    {
        while (true)
        {
            eval.Step();
            var tail = eval.Tail;
            var function = tail.Function!;
            var name = tail.Name;
            var position = tail.Position;
            Value result;
            try
            {
                result = function is LambdaValue lambda
                    ? lambda.RunChecked(tail.Arguments, context, eval)
                    : function.Invoke(tail.Arguments.ToArray(), context, eval);
            }
            catch (JsonataException e) when (e.Locate(name, position))
            {
                throw;
            }

            if (!TailCall.IsPending(result))
            {
                return result;
            }
        }
    }

    private Value RunChecked(ReadOnlySpan<Value> arguments, Value context, EvalContext eval)
    {
        if (node.Signature is null)
        {
            return Run(arguments, eval);
        }

        var bound = new Value[node.Signature.MaxBound(arguments.Length)];
        var count = node.Signature.Bind(arguments, context, bound);
        return Run(bound.AsSpan(0, count), eval);
    }

    private Value Run(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (node.Levels != 0)
        {
            eval.CheckLevels(node.Levels);
        }

        var inner = node.CapturesFrame ? eval.NewFrame(frame, node.FrameSize) : eval.RentFrame(frame, node.FrameSize);
        if (arguments.Length > node.ParameterCount)
        {
            arguments = arguments[..node.ParameterCount];
        }

        arguments.CopyTo(inner.Slots);
        var result = node.Body.Eval(input, inner);
        if (!node.CapturesFrame)
        {
            eval.Return(inner);
        }

        return result;
    }
}
