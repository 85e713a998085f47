using System.Text.Json;
using AiProxy.Contracts.Calls;

namespace AiProxy.Transform.Tests;

public sealed class UnsupportedTests
{
    // Gemini's format has nothing like logit_bias.
    private const string Biased = """{ "model": "chat", "logit_bias": { "50256": -100 }, "messages": [{ "role": "user", "content": "x" }] }""";

    [Fact]
    public async Task TransformAsync_TargetCannotExpress_Refuses400NamingTargetPointerReasonAndRemedy()
    {
        WavePlan waves = await Cases.TransformAsync(Cases.Input("""{ "targets": ["openai/a"], "fallbacks": ["gemini/pro"] }""", Biased));

        Assert.Null(waves.Plan);
        Assert.Empty(waves.Waves);
        Assert.Equal(400, waves.Response!.StatusCode);
        using JsonDocument body = JsonDocument.Parse(waves.Response.Body!);
        JsonElement error = body.RootElement.GetProperty("error");
        Assert.Equal(("invalid_request_error", "unsupported_member", "/logit_bias"),
            (error.GetProperty("type").GetString(), error.GetProperty("code").GetString(), error.GetProperty("param").GetString()));
        string message = error.GetProperty("message").GetString()!;
        Assert.StartsWith("The target 'gemini' (gemini/pro) cannot express /logit_bias: ", message, StringComparison.Ordinal);
        Assert.Contains("dropUnsupported", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TransformAsync_RouteDropsUnsupported_NamesWhatEachCallDropped()
    {
        WavePlan waves = await Cases.TransformAsync(Cases.Input("""{ "strategy": "all", "dropUnsupported": true, "targets": ["openai/a", "gemini/pro"] }""", Biased));

        Assert.Null(waves.Response);
        Assert.Empty(waves.Waves[0].Calls[0].Dropped);
        Assert.Equal(["/logit_bias"], waves.Waves[0].Calls[1].Dropped);
        Assert.True(waves.Waves[0].Calls[0].Request.Inline!.Value.TryGetProperty("logit_bias", out _));
    }

    [Fact]
    public async Task TransformAsync_SaidInOtherWords_IsNamedAndNeverRefused()
    {
        WavePlan waves = await Cases.TransformAsync(Cases.Input("""{ "targets": ["openai/a"], "fallbacks": ["gemini/pro"] }""", """
            { "model": "chat", "messages": [{ "role": "user", "content": "x" },
              { "role": "assistant", "content": null, "tool_calls": [{ "id": "c", "type": "function", "function": { "name": "f", "arguments": "no JSON" } }] },
              { "role": "tool", "tool_call_id": "c", "content": "x" }] }
            """));

        Assert.Null(waves.Response);
        Assert.Empty(waves.Waves[0].Calls[0].Dropped);
        Assert.Equal(["/messages/1/tool_calls/0/function/arguments"], waves.Waves[1].Calls[0].Dropped);
    }

    [Fact]
    public async Task TransformAsync_ParamsCannotBeExpressed_BlamesTheRoute()
    {
        WavePlan waves = await Cases.TransformAsync(Cases.Input("""{ "targets": [{ "model": "gemini/pro", "params": { "logit_bias": { "1": 1 } } }] }"""));

        Assert.Contains("params in the route", waves.Response!.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TransformAsync_VeryManyDropped_AreCountedNotListed()
    {
        string members = string.Join(",", Enumerable.Range(0, 500).Select(i => $"\"{new string('x', 300)}{i}\": 1"));

        WavePlan waves = await Cases.TransformAsync(Cases.Input("""{ "dropUnsupported": true, "targets": ["gemini/pro"] }""",
            $$"""{ "model": "chat", {{members}}, "messages": [{ "role": "user", "content": "x" }] }"""));

        Call call = waves.Waves[0].Calls[0];
        Assert.Equal(21, call.Dropped.Length);
        Assert.Equal("... and 480 more", call.Dropped[^1]);
        Assert.All(call.Dropped, pointer => Assert.True(pointer.Length <= 123));
    }
}
