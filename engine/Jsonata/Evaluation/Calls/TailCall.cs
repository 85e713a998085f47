using AiProxy.Jsonata.Functions;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Calls;

/// <summary>A call that a lambda leaves to its caller's loop. There is one an evaluation, since it is consumed at once.</summary>
internal sealed class TailCall
{
    private static readonly object Marker = new();

    private Value[] _arguments = [];
    private int _count;

    public FunctionValue? Function { get; private set; }

    public string? Name { get; private set; }

    public int Position { get; private set; }

    public ReadOnlySpan<Value> Arguments => _arguments.AsSpan(0, _count);

    public static bool IsPending(Value value) => ReferenceEquals(value.Ref, Marker);

    public Value Set(FunctionValue function, ReadOnlySpan<Value> arguments, string? name, int position)
    {
        if (_arguments.Length < arguments.Length)
        {
            _arguments = new Value[Math.Max(arguments.Length, 4)];
        }

        arguments.CopyTo(_arguments);
        _count = arguments.Length;
        Function = function;
        Name = name;
        Position = position;
        return new Value(Marker);
    }

    public void Clear()
    {
        Array.Clear(_arguments);
        Function = null;
    }
}
