using AiProxy.Jsonata.Functions;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Calls;

/// <summary><c>$f ~&gt; $g</c>: first one, then the other.</summary>
internal sealed class ComposedFunction(FunctionValue first, FunctionValue second) : FunctionValue
{
    public override int Arity => 1;

    public override Value Invoke(ReadOnlySpan<Value> arguments, Value context, EvalContext eval)
    {
        eval.Step();
        eval.Depth++;
        eval.CheckDepth(eval.Depth);
        var between = Sequences.Normalise(first.Invoke(arguments.Length > 1 ? arguments[..1] : arguments, context, eval));
        var result = second.Invoke([between], context, eval);
        eval.Depth--;
        return result;
    }
}
