namespace AiProxy.Jsonata.Compilation;

/// <summary>The variables an expression takes from outside, and their slots in the outermost frame.</summary>
internal sealed class FreeVariables(Activation root)
{
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);

    public Activation Root => root;

    public List<string> Names { get; } = [];

    public List<int> Slots { get; } = [];

    /// <summary>Set when the expression is compiled: what <c>$eval</c> compiles at run time finds only what is there.</summary>
    public bool IsClosed { get; set; }

    public bool TryGet(string name, out int slot)
    {
        if (_slots.TryGetValue(name, out slot))
        {
            return true;
        }

        if (IsClosed)
        {
            return false;
        }

        slot = root.Reserve();
        _slots.Add(name, slot);
        Names.Add(name);
        Slots.Add(slot);
        return true;
    }
}
