using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Execution.Program;

/// <summary>
/// The values of one scope's variables in one run of it; undefined until assigned. Written by its own flow only, and only while no inner
/// flow runs.
/// </summary>
internal sealed class VariableFrame(VariableFrame? parent, int count)
{
    public VariableFrame? Parent => parent;

    private readonly Value[] _values = count == 0 ? [] : new Value[count];
    private readonly int[] _sizes = count == 0 ? [] : new int[count];

    /// <summary>Bytes of JSON in this frame and the outer ones. Outer ones do not change while an inner flow runs.</summary>
    public long Size { get; private set; } = parent?.Size ?? 0;

    public Value this[int slot] => _values[slot];

    public void Assign(int slot, Value value, int size)
    {
        Size += size - _sizes[slot];
        _sizes[slot] = size;
        _values[slot] = value;
    }
}
