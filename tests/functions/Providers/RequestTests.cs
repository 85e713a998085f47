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
        WireRequest wire = ProviderFormats.Find(format)!.Translate(row.GetProperty("request"), "the-model");

        Fixture.EqualJson(row.GetProperty("wire"), wire.Body);
        string[] unsupported = row.TryGetProperty("unsupported", out JsonElement list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
        Assert.Equal(unsupported.Order(), wire.Unsupported.Select(member => member.Pointer).Order());
        Assert.All(wire.Unsupported, member => Assert.NotEmpty(member.Reason));
    }
}
