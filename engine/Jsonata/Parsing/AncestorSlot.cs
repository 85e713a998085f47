namespace AiProxy.Jsonata.Parsing;

/// <summary>Connects a <c>%</c> with the step whose input it means.</summary>
internal sealed class AncestorSlot(string label)
{
    /// <summary>The variable that carries the ancestor; <c>%</c>s of one step share it.</summary>
    public string Label { get; set; } = label;

    /// <summary>How many steps are still to be gone back.</summary>
    public int Level { get; set; } = 1;
}
