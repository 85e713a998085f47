using System.Text.Json;
using AiProxy.Providers.Tests.Fixtures;

namespace AiProxy.Providers.Tests;

public sealed class RequestTests
{
    public static IEnumerable<TheoryDataRow<string, JsonElement>> Cases => Fixture.Rows("requests");

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Translate_Case_GivesTheWireBody(string format, JsonElement row)
    {
        WireRequest wire = ProviderFormats.Find(format)!.Translate(
            row.GetProperty("request"), row.TryGetProperty("model", out JsonElement model) ? model.GetString()! : "the-model");

        Fixture.EqualJson(row.GetProperty("wire"), wire.Body);
        Assert.Equal(Pointers(row, "unsupported"), wire.Unsupported.Select(member => member.Pointer).Order());
        Assert.Equal(Pointers(row, "altered"), wire.Altered.Select(member => member.Pointer).Order());
        Assert.All(wire.Unsupported.Concat(wire.Altered), member => Assert.NotEmpty(member.Reason));
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("anthropic")]
    [InlineData("gemini")]
    public void Translate_ImageOfMegabytes_IsCopiedOnce(string format)
    {
        const int Megabytes = 8;
        string data = new('A', Megabytes * 1024 * 1024);
        JsonElement request = JsonElement.Parse($$$"""{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,{{{data}}}"}}]}]}""");
        ProviderFormats.Find(format)!.Translate(request, "warm");
        long before = GC.GetAllocatedBytesForCurrentThread();

        WireRequest wire = ProviderFormats.Find(format)!.Translate(request, "m");

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Empty(wire.Unsupported);
        Assert.InRange(wire.Body.Length, data.Length, data.Length + 1024);
        Assert.True(allocated < 1.6 * data.Length, $"{allocated} bytes for an image of {data.Length}");
    }

    private static IEnumerable<string> Pointers(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray().Select(item => item.GetString()!).Order() : [];
}
