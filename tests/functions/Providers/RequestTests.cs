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

    private static IEnumerable<string> Pointers(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray().Select(item => item.GetString()!).Order() : [];
}
