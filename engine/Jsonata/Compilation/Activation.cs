namespace AiProxy.Jsonata.Compilation;

/// <summary>A frame at run time: how many slots it needs.</summary>
internal sealed class Activation
{
    public int Size { get; private set; }

    public int Reserve() => Size++;
}
