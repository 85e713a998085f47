namespace AiProxy.Providers.Tests;

public sealed class ProviderFormatsTests
{
    [Fact]
    public void Names_AllThereAre_AreFound()
    {
        Assert.Equal(["anthropic", "gemini", "openai"], ProviderFormats.Names);
        Assert.All(ProviderFormats.Names, name => Assert.Equal(name, ProviderFormats.Find(name)!.Name));
        Assert.All(ProviderFormats.Names, name => Assert.DoesNotMatch("/$", ProviderFormats.Find(name)!.DefaultUrl));
    }

    [Fact]
    public void Find_UnknownName_IsNull() => Assert.Null(ProviderFormats.Find("soap"));
}
