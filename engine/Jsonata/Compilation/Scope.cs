namespace AiProxy.Jsonata.Compilation;

/// <summary>Names visible in a part of the expression, and the slots they live in.</summary>
internal sealed class Scope(Scope? parent, Activation activation, ScopeKind kind)
{
    public Scope? Parent { get; } = parent;

    public Activation Activation { get; } = activation;

    public ScopeKind Kind { get; } = kind;

    /// <summary>Whether the scope around this one lives in another frame.</summary>
    public bool HasOwnFrame => Parent is not null && !ReferenceEquals(Parent.Activation, Activation);

    public Dictionary<string, int> Slots { get; } = new(StringComparer.Ordinal);

    /// <summary>Names that are surely bound where the compiler is now.</summary>
    public HashSet<string> Assigned { get; } = new(StringComparer.Ordinal);

    /// <summary>Parameters that the body never binds anew.</summary>
    public HashSet<string> Constants { get; } = new(StringComparer.Ordinal);

    public int Declare(string name)
    {
        if (!Slots.TryGetValue(name, out var slot))
        {
            slot = Activation.Reserve();
            Slots.Add(name, slot);
        }

        return slot;
    }
}
