using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Evaluation.Calls;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions;

/// <summary>
/// A function passed to a higher-order function, called with as many arguments as it takes. A lambda that lets nothing escape gets one
/// frame for all calls. Give it back with <see cref="Release"/>.
/// </summary>
internal ref struct Callback
{
    private readonly FunctionValue _function;
    private readonly EvalContext _eval;
    private readonly LambdaValue? _lambda;
    private Frame? _frame;

    public Callback(Value function, EvalContext eval)
    {
        _function = (FunctionValue)function.Ref!;
        _eval = eval;
        _lambda = _function is LambdaValue { CanReuseFrame: true } lambda ? lambda : null;
        Arity = _function.Arity;
    }

    public int Arity { get; }

    /// <summary>Calls with the first, the first two or all three arguments.</summary>
    public Value Invoke(Value first, Value second, Value third)
    {
        _eval.Step();
        if (_lambda is not null)
        {
            _frame ??= _lambda.RentFrame(_eval);
            var slots = _frame.Slots;
            _lambda.ClearSlots(_frame);
            slots[0] = first;
            slots[1] = Arity > 1 ? second : default;
            slots[2] = Arity > 2 ? third : default;
            return _lambda.InvokeIn(_frame, _eval);
        }

        var arguments = default(ArgumentBuffer);
        arguments[0] = first;
        arguments[1] = second;
        arguments[2] = third;
        return _function.Invoke(((ReadOnlySpan<Value>)arguments)[..Math.Clamp(Arity, 1, 3)], Value.Null, _eval);
    }

    public readonly Value Invoke(ReadOnlySpan<Value> arguments)
    {
        _eval.Step();
        return _function.Invoke(arguments, Value.Null, _eval);
    }

    public readonly void Release()
    {
        if (_frame is not null)
        {
            _eval.Return(_frame);
        }
    }
}
