namespace AiProxy.Conformance.Tests.Coverage;

/// <summary>A chapter of the page.</summary>
internal abstract class Section
{
    public abstract string Title { get; }

    public abstract void Write(Page page);
}
