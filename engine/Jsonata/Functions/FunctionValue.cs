using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions;

/// <summary>A function as a value.</summary>
internal abstract class FunctionValue
{
    /// <summary>How many parameters higher-order functions may fill.</summary>
    public abstract int Arity { get; }

    /// <summary>Calls the function. The result may be a sequence that has not been reduced to its only item.</summary>
    /// <param name="arguments">What is passed, undefined for missing values.</param>
    /// <param name="context">The context value, for signatures that use it in place of a missing argument.</param>
    /// <param name="eval">The evaluation.</param>
    public abstract Value Invoke(ReadOnlySpan<Value> arguments, Value context, EvalContext eval);
}
