using System.Text;
using System.Text.Json;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Requests;

namespace AiProxy.Contracts.Tests;

public sealed class RequestBodyTests
{
    [Theory]
    [InlineData("""{ "a": "\ud83d" }""", "/a")]
    [InlineData("""{ "a": ["x", { "b/c": "\uDE00\ud83d" }] }""", "/a/1/b~1c")]
    [InlineData("""{ "a": { "\ud83d": 1 } }""", null)]
    public void TryParse_HalfASurrogatePair_IsRefusedAtItsPointer(string json, string? pointer)
    {
        OpenAiError? error = RequestBody.TryParse(Encoding.UTF8.GetBytes(json), out _);

        Assert.Equal(("invalid_json", pointer), (error!.Code, error.Param));
    }

    [Theory]
    [InlineData("""{ "a": "\ud83d\ude00 é \u00e9 \\ud83d" }""")]
    [InlineData("""{ "a": "😀" }""")]
    public void TryParse_WholeCharacters_Parse(string json)
    {
        Assert.Null(RequestBody.TryParse(Encoding.UTF8.GetBytes(json), out JsonElement body));
        Assert.Equal(JsonValueKind.Object, body.ValueKind);
    }

    [Fact]
    public void TryParse_BrokenUtf8_IsRefused()
    {
        OpenAiError? error = RequestBody.TryParse(new byte[] { (byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}' }, out _);

        Assert.Equal((400, "invalid_json"), (error!.Status, error.Code));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("[]", "")]
    [InlineData("{", null)]
    [InlineData("""{ "a": 1, "a": 2 }""", null)]
    public void TryParse_NotAnObject_IsRefused(string json, string? pointer)
    {
        OpenAiError? error = RequestBody.TryParse(Encoding.UTF8.GetBytes(json), out _);

        Assert.Equal(("invalid_json", pointer), (error!.Code, error.Param));
    }
}
