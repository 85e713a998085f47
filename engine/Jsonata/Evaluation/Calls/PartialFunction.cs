using AiProxy.Jsonata.Functions;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Calls;

/// <summary>A function some of whose arguments are fixed; the others, <paramref name="holes"/>, are its parameters.</summary>
internal sealed class PartialFunction(FunctionValue target, Value[] fixedArguments, int[] holes) : FunctionValue
{
    public override int Arity => holes.Length;

    public override Value Invoke(ReadOnlySpan<Value> arguments, Value context, EvalContext eval)
    {
        var all = fixedArguments.AsSpan().ToArray();
        for (var i = 0; i < holes.Length && i < arguments.Length; i++)
        {
            all[holes[i]] = arguments[i];
        }

        return target is LambdaValue lambda ? lambda.InvokeUnchecked(all, context, eval) : target.Invoke(all, context, eval);
    }
}
