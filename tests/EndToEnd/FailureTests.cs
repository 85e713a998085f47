using System.Net;
using System.Text.Json;

namespace AiProxy.EndToEnd.Tests;

/// <summary>What a caller sees when providers, or the caller, get it wrong.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task Panel_OneProviderFails_AnswersWithTheOthersAndSaysSo()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes(
            "all", """["openai/gpt-5.2@fail=401", "anthropic/claude-sonnet-4.6", "gemini/gemini-3-pro"]"""));

        using HttpResponseMessage response = await host.PostAsync(Ask("panel"));

        JsonElement body = await response.JsonAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, body.GetProperty("choices").GetArrayLength());
        Assert.True(body.GetProperty("aiproxy").GetProperty("degraded").GetBoolean());
        Assert.Equal("true", response.Headers.GetValues("aiproxy-degraded").Single());
        JsonElement failed = body.GetProperty("aiproxy").GetProperty("targets")[0];
        Assert.Equal("failed", failed.GetProperty("status").GetString());
        Assert.Equal("provider_authentication_failed", failed.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Panel_AllFail_Is502NamingEach()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes(
            "all", """["openai/gpt-5.2@quota", "anthropic/claude-sonnet-4.6@fail=401", "gemini/gemini-3-pro@blocked"]"""));

        using HttpResponseMessage response = await host.PostAsync(Ask("panel"));

        JsonElement error = (await response.JsonAsync()).GetProperty("error");
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("quorum_not_met", error.GetProperty("code").GetString());
        Assert.Equal("upstream_error", error.GetProperty("type").GetString());
        Assert.Equal("false", response.Headers.GetValues("x-should-retry").Single());
        string message = error.GetProperty("message").GetString()!;
        Assert.All(["openai", "anthropic", "gemini"], provider => Assert.Contains(provider, message, StringComparison.Ordinal));
        Assert.Contains(response.Headers.GetValues("x-request-id").Single(), message, StringComparison.Ordinal);
        Assert.Equal(3, error.GetProperty("aiproxy").GetProperty("targets").GetArrayLength());
    }

    [Fact]
    public async Task First_FirstTargetFails_TheNextAnswers()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes(
            "first", """["openai/gpt-5.2@quota", "anthropic/claude-sonnet-4.6", "gemini/gemini-3-pro"]"""));

        using HttpResponseMessage response = await host.PostAsync(Ask("panel"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("anthropic", response.Headers.GetValues("aiproxy-winner").Single());
        Assert.Equal(2, host.Simulators.Calls.Count);
    }

    [Fact]
    public async Task RateLimited_RetryAfterFitsTheDeadline_IsWaitedOut()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes("first", """["openai/gpt-5.2@fail=429@retry-after=1@fail-times=1"]"""));

        using HttpResponseMessage response = await host.PostAsync(Ask("panel"));

        JsonElement target = (await response.JsonAsync()).GetProperty("aiproxy").GetProperty("targets")[0];
        Assert.Equal("answered", target.GetProperty("status").GetString());
        Assert.Equal(2, target.GetProperty("attempts").GetInt32());
        Assert.Equal(2, host.Simulators.Calls.Count);
    }

    [Fact]
    public async Task Quorum_NotMetByTargets_AsksTheFallbacks()
    {
        await using RunningHost host = await RunningHost.StartAsync(
            """
            {
              "providers": {"openai": {}, "anthropic": {}, "gemini": {} },
              "routes": {"panel": {"strategy": "all", "quorum": 2,
                "targets": ["openai/gpt-5.2@quota", "anthropic/claude-sonnet-4.6"], "fallbacks": ["gemini/gemini-3-pro"] } }
            }
            """);

        using HttpResponseMessage response = await host.PostAsync(Ask("panel"));

        JsonElement body = await response.JsonAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["failed", "answered", "answered"], body.GetProperty("aiproxy").GetProperty("targets").EnumerateArray().Select(t => t.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Body_BrokenJson_Is400WithThePosition()
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage response = await host.PostAsync("{\n  \"model\": \"gpt\",\n  \"messages\": [}\n");

        JsonElement error = (await response.JsonAsync()).GetProperty("error");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid_json", error.GetProperty("code").GetString());
        Assert.Contains("line 3, column 16", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(host.Simulators.Calls);
    }

    [Fact]
    public async Task Model_Unknown_Is404NamingTheRoutes()
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage response = await host.PostAsync(Ask("panel-al"));

        JsonElement error = (await response.JsonAsync()).GetProperty("error");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("model_not_found", error.GetProperty("code").GetString());
        Assert.Contains("panel-all", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_TooLarge_Is413()
    {
        await using RunningHost host = await RunningHost.StartAsync(null, null, "--AiProxy:MaxRequestBodyBytes", "2048");

        using HttpResponseMessage response = await host.PostAsync(Ask("gpt", new string('a', 4096)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("request_too_large", (await response.JsonAsync()).GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Prompt_LargerThanStateData_TravelsByReference()
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage response = await host.PostAsync(Ask("panel-all", new string('a', 1_000_000)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(3, (await response.JsonAsync()).GetProperty("choices").GetArrayLength());
    }

    [Fact]
    public async Task Path_Unknown_Is404InOpenAisShape()
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage response = await host.Http.GetAsync(new Uri("/v1/nothing", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("unknown_url", (await response.JsonAsync()).GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task IdempotencyKey_SameCallAgain_AsksNoProviderTwice()
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage first = await host.PostAsync(Ask("panel-all"), ("Idempotency-Key", "k-1"));
        using HttpResponseMessage second = await host.PostAsync(Ask("panel-all"), ("Idempotency-Key", "k-1"));

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(
            (await first.JsonAsync()).GetProperty("choices").GetRawText(),
            (await second.JsonAsync()).GetProperty("choices").GetRawText());
        Assert.Equal(3, host.Simulators.Calls.Count);
    }

    private static string Ask(string model, string content = "Name a prime number.") =>
        $$"""{"model":"{{model}}","messages":[{"role":"user","content":"{{content}}"}]}""";

    private static string Routes(string strategy, string targets) =>
        $$"""
        {
          "providers": {"openai": {}, "anthropic": {}, "gemini": {} },
          "routes": {"panel": {"strategy": "{{strategy}}", "targets": {{targets}} } }
        }
        """;
}
