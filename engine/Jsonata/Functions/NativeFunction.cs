using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions;

/// <summary>The body of a built-in function; its arguments have passed the signature.</summary>
internal delegate Value NativeBody(ReadOnlySpan<Value> arguments, EvalContext eval);

/// <summary>
/// The body of a built-in function whose first argument is an array, given as items without an array being made of them.
/// </summary>
/// <returns>The result; <see cref="NativeFunction.NotOfType"/> if an item is not what the signature wants.</returns>
internal delegate Value SequenceBody(SequenceView items, ReadOnlySpan<Value> rest, EvalContext eval);

/// <summary>A built-in function.</summary>
internal sealed class NativeFunction : FunctionValue
{
    private static readonly object NotOfTypeMarker = new();

    private readonly NativeBody _body;

    public NativeFunction(string name, string signature, int arity, NativeBody body)
    {
        Name = name;
        Signature = Signature.Parse(signature);
        Arity = arity;
        _body = body;
    }

    /// <summary>What a <see cref="SequenceBody"/> answers when the signature must be consulted about what is wrong.</summary>
    public static Value NotOfType => new(NotOfTypeMarker);

    public string Name { get; }

    public Signature Signature { get; }

    public override int Arity { get; }

    /// <summary>Set where working on items pays.</summary>
    public SequenceBody? SequenceBody { get; init; }

    /// <summary>What <see cref="SequenceBody"/>'s function yields if its first argument is undefined.</summary>
    public Value OfNothing { get; init; }

    public bool IsPlainPredicate { get; init; }

    /// <summary>Like <see cref="Invoke"/>, where the caller names the function in errors.</summary>
    public Value InvokeUnnamed(ReadOnlySpan<Value> arguments, Value context, EvalContext eval)
    {
        var few = default(ArgumentBuffer);
        var size = Signature.MaxBound(arguments.Length);
        Span<Value> bound = size <= ArgumentBuffer.Capacity ? few : new Value[size];
        return _body(bound[..Signature.Bind(arguments, context, bound)], eval);
    }

    public override Value Invoke(ReadOnlySpan<Value> arguments, Value context, EvalContext eval)
    {
        try
        {
            return InvokeUnnamed(arguments, context, eval);
        }
        catch (JsonataException e) when (e.Locate(Name, e.Position))
        {
            throw;
        }
    }

    public static bool IsNotOfType(Value value) => ReferenceEquals(value.Ref, NotOfTypeMarker);
}
