using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation;

/// <summary>
/// The variables of one activation: of the whole expression, of one call of a lambda, or of a block whose variables a lambda captures.
/// An undefined slot is unbound; a variable bound to undefined holds <see cref="Bound.ToUndefined"/>.
/// </summary>
internal sealed class Frame(EvalContext context, Frame? parent, int size)
{
    public EvalContext Context { get; private set; } = context;

    public Frame? Parent { get; private set; } = parent;

    public Value[] Slots { get; } = size == 0 ? [] : new Value[size];

    public void Reuse(EvalContext context, Frame? parent)
    {
        Context = context;
        Parent = parent;
    }

    public void Clear()
    {
        Array.Clear(Slots);
        Parent = null;
    }
}
