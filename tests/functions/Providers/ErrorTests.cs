using System.Text.Json;
using AiProxy.Contracts.Failures;
using AiProxy.Providers.Tests.Fixtures;

namespace AiProxy.Providers.Tests;

public sealed class ErrorTests
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static IEnumerable<TheoryDataRow<string, JsonElement>> Cases => Fixture.Rows("errors");

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void ReadError_Case_GivesItsClassWordsAndHint(string format, JsonElement row)
    {
        using var response = new HttpResponseMessage();
        foreach (JsonProperty header in row.TryGetProperty("headers", out JsonElement headers) ? headers.EnumerateObject() : [])
        {
            Assert.True(response.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString()));
        }

        ProviderException failure = ProviderFormats.Find(format)!.ReadError(
            new ErrorResponse("prod-1", row.GetProperty("status").GetInt32(), response.Headers, Fixture.Body(row), Now));

        Assert.Equal(row.GetProperty("class").GetString(), failure.GetType().Name);
        Assert.Equal(row.GetProperty("message").GetString(), failure.Message);
    }
}
