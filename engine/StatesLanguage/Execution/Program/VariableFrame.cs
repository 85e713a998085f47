using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Execution.Program;

/// <summary>
/// The values of one scope's variables in one run of it; undefined until assigned. Written by its own flow only, and only while no inner
/// flow runs.
/// </summary>
internal sealed class VariableFrame(VariableFrame? parent, int count)
{
    public VariableFrame? Parent => parent;

    public Value[] Values { get; } = count == 0 ? [] : new Value[count];

    /// <summary>Bytes of JSON in this frame and the outer ones.</summary>
    public long Size
    {
        get
        {
            var size = parent?.Size ?? 0;
            foreach (var value in Values)
            {
                size += value.Utf8Size;
            }

            return size;
        }
    }
}
