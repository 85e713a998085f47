using System.Text;
using AiProxy.Contracts.Failures;

namespace AiProxy.Providers.Tests;

public sealed class CreateRequestTests
{
    [Theory]
    [InlineData("openai", null, "https://api.openai.com/v1/chat/completions")]
    [InlineData("openai", "http://10.0.3.7:8000/v1/", "http://10.0.3.7:8000/v1/chat/completions")]
    [InlineData("openai", "https://api.deepseek.com", "https://api.deepseek.com/chat/completions")]
    [InlineData("anthropic", null, "https://api.anthropic.com/v1/messages")]
    [InlineData("anthropic", "https://api.anthropic.com/v1", "https://api.anthropic.com/v1/messages")]
    [InlineData("anthropic", "http://127.0.0.1:9/anthropic/", "http://127.0.0.1:9/anthropic/v1/messages")]
    [InlineData("gemini", null, "https://generativelanguage.googleapis.com/v1beta/models/the-model:generateContent")]
    [InlineData("gemini", "https://generativelanguage.googleapis.com/v1beta/", "https://generativelanguage.googleapis.com/v1beta/models/the-model:generateContent")]
    public void CreateRequest_BaseUrl_IsExtendedByThePath(string format, string? baseUrl, string expected)
    {
        IProviderFormat wire = ProviderFormats.Find(format)!;

        using HttpRequestMessage request = wire.CreateRequest(baseUrl ?? wire.DefaultUrl, "the-model", default, null);

        Assert.Equal(expected, request.RequestUri!.AbsoluteUri);
        Assert.Equal(HttpMethod.Post, request.Method);
    }

    [Fact]
    public void CreateRequest_GeminiModelWithReservedCharacters_IsEscaped()
    {
        using HttpRequestMessage request = ProviderFormats.Find("gemini")!.CreateRequest("http://h", "../x?y=1#z@a/b%20", default, null);

        Assert.Equal("http://h/v1beta/models/..%2Fx%3Fy%3D1%23z%40a%2Fb%2520:generateContent", request.RequestUri!.AbsoluteUri);
    }

    [Theory]
    [InlineData("openai", "Authorization", "Bearer k-1")]
    [InlineData("anthropic", "x-api-key", "k-1")]
    [InlineData("gemini", "x-goog-api-key", "k-1")]
    public void CreateRequest_Key_IsInItsHeaderAlone(string format, string header, string expected)
    {
        using HttpRequestMessage request = ProviderFormats.Find(format)!.CreateRequest("http://h", "m", default, " k-1\n");

        Assert.Equal([expected], request.Headers.GetValues(header));
        Assert.DoesNotContain("k-1", request.RequestUri!.AbsoluteUri);
        Assert.Single(request.Headers, sent => sent.Value.Any(value => value.Contains("k-1", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    public void CreateRequest_NoKey_SendsNone(string? key)
    {
        foreach (string format in ProviderFormats.Names)
        {
            using HttpRequestMessage request = ProviderFormats.Find(format)!.CreateRequest("http://h", "m", default, key);

            Assert.Empty(request.Headers.Select(header => header.Key).Intersect(["Authorization", "x-api-key", "x-goog-api-key"]));
        }
    }

    [Theory]
    [InlineData("secret\nvalue")]
    [InlineData("secret value")]
    [InlineData("sécret")]
    public void CreateRequest_KeyThatNoHeaderCarries_ThrowsWithoutNamingIt(string key)
    {
        foreach (string format in ProviderFormats.Names)
        {
            AuthenticationFailedException failure = Assert.Throws<AuthenticationFailedException>(
                () => ProviderFormats.Find(format)!.CreateRequest("http://h", "m", default, key));
            Assert.DoesNotContain("cret", failure.Message.Replace("secret it", "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task CreateRequest_Body_IsJson()
    {
        foreach (string format in ProviderFormats.Names)
        {
            using HttpRequestMessage request = ProviderFormats.Find(format)!.CreateRequest("http://h", "m", Encoding.UTF8.GetBytes("{}"), null);

            Assert.Equal("application/json", request.Content!.Headers.ContentType!.ToString());
            Assert.Equal(2, request.Content.Headers.ContentLength);
            Assert.Equal("{}", await request.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void CreateRequest_Anthropic_NamesTheApiVersion()
    {
        using HttpRequestMessage request = ProviderFormats.Find("anthropic")!.CreateRequest("http://h", "m", default, null);

        Assert.Equal(["2023-06-01"], request.Headers.GetValues("anthropic-version"));
    }
}
