using AiProxy.Contracts.Routes;
using AiProxy.Providers;

namespace AiProxy.Transform.Tests;

/// <summary>The routes file's format names and URLs are the translators'.</summary>
public sealed class WireFormatTests
{
    [Fact]
    public void All_FormatsOfTheRoutesFile_AreThoseThereAreTranslatorsFor() =>
        Assert.Equal(
            ProviderFormats.Names.Select(name => (name, ProviderFormats.Find(name)!.DefaultUrl)),
            WireFormat.All.OrderBy(format => format.Name, StringComparer.Ordinal).Select(format => (format.Name, format.DefaultUrl)));
}
