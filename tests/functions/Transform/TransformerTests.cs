using System.Text.Json;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Requests;

namespace AiProxy.Transform.Tests;

public sealed class TransformerTests
{
    private const string ThreeAndTwo =
        """ "targets": ["openai/a", "anthropic/b", "gemini/pro"], "fallbacks": ["openai/c", "gemini/d"] """;

    [Fact]
    public async Task TransformAsync_First_HasWavesOfOneInThePlansOrder()
    {
        WavePlan waves = await Cases.TransformAsync(Cases.Input($$"""{ "strategy": "first", {{ThreeAndTwo}} }"""));

        Assert.Equal([["openai"], ["anthropic"], ["gemini"], ["openai-2"], ["gemini-2"]], IdsOf(waves));
    }

    [Theory]
    [InlineData("all")]
    [InlineData("race")]
    [InlineData("vote")]
    public async Task TransformAsync_Panel_HasTheTargetsThenTheFallbacks(string strategy)
    {
        WavePlan waves = await Cases.TransformAsync(Cases.Input($$"""{ "strategy": "{{strategy}}", {{ThreeAndTwo}} }"""));

        Assert.Equal([["openai", "anthropic", "gemini"], ["openai-2", "gemini-2"]], IdsOf(waves));
        Assert.Equal("req_1", waves.RequestId);
        Assert.Equal(waves.Plan!.Targets.Length, waves.Waves[0].Calls.Length);
    }

    [Fact]
    public async Task TransformAsync_PanelWithoutFallbacks_HasOneWave() =>
        Assert.Single((await Cases.TransformAsync(Cases.Input("""{ "strategy": "all", "targets": ["openai/a"] }"""))).Waves);

    [Fact]
    public async Task TransformAsync_Call_CarriesItsTargetAndLimits()
    {
        Call[] calls = await Cases.CallsAsync("""{ "targets": [{ "model": "gemini/pro", "timeoutMs": 8000, "id": "g" }, { "model": "openai/a", "timeoutMs": 8001 }, { "model": "anthropic/b", "timeoutMs": 600 }] }""");

        Call call = calls[0];
        Assert.Equal(
            ("g", "gemini", "gemini", "pro", "https://generativelanguage.googleapis.com", "aiproxy/gemini", false),
            (call.Id, call.Provider, call.Format, call.Model, call.Url, call.Secret, call.Simulated));
        Assert.Equal(12m, call.Price!.OutputUsd);
        Assert.Equal([(8000, 9, 500), (8001, 10, 500), (600, 2, 300)], calls.Select(c => (c.TimeoutMs, c.TaskTimeoutSeconds, c.MinCallMs)));
        Assert.All(calls, c => Assert.True(c.TaskTimeoutSeconds * 1000 > c.TimeoutMs));
    }

    [Fact]
    public async Task TransformAsync_DeadlineUnderASecond_CallIsWorthItsHalf() =>
        Assert.Equal(200, Assert.Single(await Cases.CallsAsync("""{ "targets": ["openai/a"], "deadlineMs": 400 }""")).MinCallMs);

    [Fact]
    public async Task TransformAsync_Bodies_AreInEachTargetsWireFormat()
    {
        Call[] calls = await Cases.CallsAsync("""{ "strategy": "all", "targets": ["openai/a", "anthropic/b", "gemini/pro"] }""");

        Assert.Equal("a", calls[0].Request.Inline!.Value.GetProperty("model").GetString());
        Assert.True(calls[1].Request.Inline!.Value.TryGetProperty("max_tokens", out _));
        Assert.True(calls[2].Request.Inline!.Value.TryGetProperty("contents", out _));
    }

    [Fact]
    public async Task TransformAsync_Params_AreLaidOverTheRequestForTheirTargetOnly()
    {
        Call[] calls = await Cases.CallsAsync(
            """{ "strategy": "all", "targets": [{ "model": "openai/a", "params": { "temperature": 0.25, "max_tokens": 10, "user": null } }, "openai/b"] }""",
            """{ "model": "chat", "temperature": 1, "max_completion_tokens": 99, "user": "u", "new_member": 1.50, "messages": [{ "role": "user", "content": "x" }] }""");

        JsonElement overlaid = calls[0].Request.Inline!.Value;
        Assert.Equal("0.25", overlaid.GetProperty("temperature").GetRawText());
        Assert.Equal(10, overlaid.GetProperty("max_tokens").GetInt32());
        Assert.False(overlaid.TryGetProperty("max_completion_tokens", out _));
        Assert.False(overlaid.TryGetProperty("user", out _));
        Assert.Equal("1.50", overlaid.GetProperty("new_member").GetRawText());
        JsonElement plain = calls[1].Request.Inline!.Value;
        Assert.Equal("1", plain.GetProperty("temperature").GetRawText());
        Assert.Equal("u", plain.GetProperty("user").GetString());
    }

    [Fact]
    public async Task TransformAsync_Plan_TravelsOnWithoutParams()
    {
        WavePlan waves = await Cases.TransformAsync(Cases.Input(
            """{ "targets": [{ "model": "openai/a", "params": { "seed": 1 } }], "fallbacks": [{ "model": "openai/b", "params": { "seed": 2 } }] }"""));

        Assert.All(waves.Plan!.Targets.Concat(waves.Plan.Fallbacks), target => Assert.Null(target.Params));
        Assert.Equal(2, waves.Waves[1].Calls[0].Request.Inline!.Value.GetProperty("seed").GetInt32());
    }

    [Fact]
    public async Task TransformAsync_UnknownFormat_IsAnErrorThatNamesIt()
    {
        ValidatedRequest input = Cases.Input("""{ "targets": ["openai/a"] }""");
        input = input with { Plan = input.Plan! with { Targets = [input.Plan.Targets[0] with { Format = "grpc" }] } };

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => Cases.TransformAsync(input));

        Assert.Contains("'grpc'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TransformAsync_Refusal_IsNoInput() => await Assert.ThrowsAsync<ArgumentException>(() =>
        Cases.TransformAsync(new ValidatedRequest { RequestId = "r", Caller = "c", Response = new() { StatusCode = 400 } }));

    private static string[][] IdsOf(WavePlan waves) => [.. waves.Waves.Select(wave => wave.Calls.Select(call => call.Id).ToArray())];
}
