using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions;

/// <summary>A function passed to a higher-order function, called with as many arguments as it takes.</summary>
internal readonly ref struct Callback(Value function, EvalContext eval)
{
    private readonly FunctionValue _function = (FunctionValue)function.Ref!;

    public int Arity => _function.Arity;

    /// <summary>Calls with the first, the first two or all three arguments.</summary>
    public Value Invoke(Value first, Value second, Value third)
    {
        eval.Step();
        var arguments = default(ArgumentBuffer);
        arguments[0] = first;
        arguments[1] = second;
        arguments[2] = third;
        return _function.Invoke(((ReadOnlySpan<Value>)arguments)[..Math.Clamp(_function.Arity, 1, 3)], Value.Null, eval);
    }

    public Value Invoke(ReadOnlySpan<Value> arguments)
    {
        eval.Step();
        return _function.Invoke(arguments, Value.Null, eval);
    }
}
