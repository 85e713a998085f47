using System.Net;
using System.Text.Json;
using AiProxy.EndToEnd.Tests.Modes;
using AiProxy.Simulators;

namespace AiProxy.EndToEnd.Tests;

/// <summary>The same request again, with the simulators' own count of calls as the judge.</summary>
public sealed class IdempotencyTests
{
    [Fact]
    public async Task Same_Again_IsReplayedAndNobodyIsAsked()
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage first = await host.PostAsync(Ask("panel-all"), Key("k-1"));
        using HttpResponseMessage second = await host.PostAsync(Ask("panel-all"), Key("k-1"));

        Assert.Equal(3, host.Simulators.TotalCalls);
        Assert.Equal("true", Header(second, "idempotency-replayed"));
        Assert.Null(Header(first, "idempotency-replayed"));
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancel), await second.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(Header(first, "aiproxy-winner"), Header(second, "aiproxy-winner"));
        Assert.Equal(Header(first, "x-request-id"), Header(second, "aiproxy-execution-id"));
    }

    [Fact]
    public async Task Same_AsAStream_IsReplayed()
    {
        await using RunningHost host = await RunningHost.StartAsync();
        using HttpResponseMessage first = await host.PostAsync(Ask("gpt", stream: true), Key("k-1"));

        using HttpResponseMessage second = await host.PostAsync(Ask("gpt", stream: true), Key("k-1"));
        using HttpResponseMessage whole = await host.PostAsync(Ask("gpt"), Key("k-1"));

        string events = await second.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancel), events);
        Assert.EndsWith("data: [DONE]\n\n", events, StringComparison.Ordinal);
        Assert.Equal("true", Header(second, "idempotency-replayed"));
        Assert.Equal("chat.completion", (await whole.JsonAsync()).GetProperty("object").GetString());
        Assert.Equal(1, host.Simulators.TotalCalls);
    }

    [Fact]
    public async Task AnotherBody_Is422()
    {
        await using RunningHost host = await RunningHost.StartAsync();
        using HttpResponseMessage first = await host.PostAsync(Ask("gpt"), Key("k-1"));

        using HttpResponseMessage second = await host.PostAsync(Ask("gpt", "Another prompt."), Key("k-1"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        Assert.Equal("idempotency_key_reused", await CodeAsync(second));
        Assert.Equal("false", Header(second, "x-should-retry"));
        Assert.Equal(1, host.Simulators.TotalCalls);
    }

    [Fact]
    public async Task Concurrent_FortySame_AreOnePanel()
    {
        await using RunningHost host = await RunningHost.StartAsync(
            Routes("""["openai/gpt-5.2@delay=200ms", "anthropic/claude-sonnet-4.6@delay=300ms", "gemini/gemini-3-pro@delay=100ms"]"""));

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => host.PostAsync(Ask("panel"), Key("k-1"))));

        Assert.Equal(3, host.Simulators.TotalCalls);
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(39, answers.Count(answer => Header(answer, "idempotency-replayed") == "true"));
        Assert.Single(await BodiesAsync(answers));
    }

    [Fact]
    public async Task Concurrent_PanelFails_IsNotTriedByEveryCaller()
    {
        await using RunningHost host = await RunningHost.StartAsync(
            Routes("""["openai/gpt-5.2@delay=200ms@quota", "anthropic/claude-sonnet-4.6@delay=200ms@fail=401", "gemini/gemini-3-pro@quota"]"""));

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.PostAsync(Ask("panel"), Key("k-1"))));

        Assert.Equal(3, host.Simulators.TotalCalls);
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode));
    }

    [Fact]
    public async Task PanelFailed_Retry_PaysOnlyForWhatFailed()
    {
        await using RunningHost host = await RunningHost.StartAsync(
            Routes("""["openai/gpt-5.2", "anthropic/claude-sonnet-4.6", "gemini/gemini-3-pro@fail=401@fail-times=1"]"""));
        using HttpResponseMessage first = await host.PostAsync(Ask("panel"), Key("k-1"));
        Assert.Equal((HttpStatusCode.BadGateway, 3L), (first.StatusCode, host.Simulators.TotalCalls));

        using HttpResponseMessage second = await host.PostAsync(Ask("panel"), Key("k-1"));
        using HttpResponseMessage third = await host.PostAsync(Ask("panel"), Key("k-1"));

        JsonElement body = await second.JsonAsync();
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(3, body.GetProperty("choices").GetArrayLength());
        Assert.Null(Header(second, "idempotency-replayed"));
        Assert.Equal("true", Header(third, "idempotency-replayed"));
        Assert.Equal(["openai", "anthropic", "gemini", "gemini"], host.Simulators.Calls.Select(call => call.Format).OrderBy(Rank));
    }

    [Fact]
    public async Task PanelFailed_RetryWithoutKey_PaysForAll()
    {
        await using RunningHost host = await RunningHost.StartAsync(
            Routes("""["openai/gpt-5.2", "anthropic/claude-sonnet-4.6", "gemini/gemini-3-pro@fail=401@fail-times=1"]"""));
        using HttpResponseMessage first = await host.PostAsync(Ask("panel"));

        using HttpResponseMessage second = await host.PostAsync(Ask("panel"));

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(6, host.Simulators.TotalCalls);
    }

    [Fact]
    public async Task Refusal_SameKey_MayBeMended()
    {
        await using RunningHost host = await RunningHost.StartAsync();
        using HttpResponseMessage first = await host.PostAsync("""{"model":"gpt","messages":[]}""", Key("k-1"));
        Assert.Equal(HttpStatusCode.BadRequest, first.StatusCode);

        using HttpResponseMessage second = await host.PostAsync(Ask("gpt"), Key("k-1"));

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    [Fact]
    [Trait(StepFunctionsMode.Needs, StepFunctionsMode.EmbeddedEngine)] // Step Functions does not end an execution whose caller has gone.
    [Trait(PublishedFunctions.Functions, PublishedFunctions.InProcess)] // Nor does Lambda end an invocation.
    public async Task ClientGone_Retry_PaysOnlyForWhatWasCutOff()
    {
        await using RunningHost host = await RunningHost.StartAsync(
            Routes("""["openai/gpt-5.2", "anthropic/claude-sonnet-4.6@delay=1s", "gemini/gemini-3-pro"]"""));
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = new StringContent(Ask("panel"), null, "application/json") };
        request.Headers.Add("Idempotency-Key", "k-1");
        Task<HttpResponseMessage> first = host.Http.SendAsync(request, gone.Token);
        await Eventually.IsTrueAsync(() => host.Simulators.Calls.Count(call => call.Outcome == SimulatedOutcome.Answered) == 2 && IdempotencyStore.CompletedCalls(host.Data) == 2);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Eventually.IsTrueAsync(() => host.Simulators.Calls.Any(call => call.Outcome == SimulatedOutcome.Cancelled));
        using HttpResponseMessage second = await host.PostAsync(Ask("panel"), Key("k-1"));

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(["openai", "anthropic", "anthropic", "gemini"], host.Simulators.Calls.Select(call => call.Format).OrderBy(Rank));
    }

    [Fact]
    public async Task LargeAnswer_IsReplayedFromThePayloadStore()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes("""["openai/a", "openai/b", "openai/c", "openai/d"]""", quorum: 4));
        string ask = Ask("panel", $"Reply with exactly: {new string('x', 90_000)}");

        using HttpResponseMessage first = await host.PostAsync(ask, Key("k-1"));
        using HttpResponseMessage second = await host.PostAsync(ask, Key("k-1"));

        string body = await second.Content.ReadAsStringAsync(Cancel);
        Assert.True(body.Length > 4 * 90_000);
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancel), body);
        Assert.Equal(4, host.Simulators.TotalCalls);
    }

    [Fact]
    public async Task SameCallAtOnce_InTwoExecutions_IsMadeOnce()
    {
        // What a gateway that took the request over too early would do: the call's own record has to hold.
        await using RunningHost host = await RunningHost.StartAsync(
            """
            {
              "providers": {"openai": {} },
              "defaults": {"deadlineMs": 6000, "timeoutMs": 4000},
              "routes": {"one": {"targets": ["openai/gpt-5.2@delay=900ms"]} }
            }
            """);
        await using RunningHost other = await RunningHost.StartAsync(await File.ReadAllTextAsync(host.RoutesFile, Cancel), null, "--data", host.Data);

        Task<HttpResponseMessage> first = host.PostAsync(Ask("one"), Key("k-1"));
        await Eventually.IsTrueAsync(() => host.Simulators.TotalCalls == 1);
        IdempotencyStore.ForgetRequests(host.Data);
        using HttpResponseMessage second = await other.PostAsync(Ask("one"), Key("k-1"));

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(1, host.Simulators.TotalCalls + other.Simulators.TotalCalls);
        JsonElement target = (await second.JsonAsync()).GetProperty("aiproxy").GetProperty("targets")[0];
        Assert.Equal(1, target.GetProperty("attempts").GetInt32());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static (string, string) Key(string key) => ("Idempotency-Key", key);

    private static int Rank(string format) => Array.IndexOf(["openai", "anthropic", "gemini"], format);

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.Single() : null;

    private static async Task<string?> CodeAsync(HttpResponseMessage response) => (await response.JsonAsync()).GetProperty("error").GetProperty("code").GetString();

    private static async Task<HashSet<string>> BodiesAsync(IEnumerable<HttpResponseMessage> answers) =>
        [.. await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync(Cancel)))];

    private static string Ask(string model, string content = "Name a prime number.", bool stream = false) =>
        $$"""{"model":"{{model}}","stream":{{(stream ? "true" : "false")}},"messages":[{"role":"user","content":"{{content}}"}]}""";

    private static string Routes(string targets, int quorum = 3) =>
        $$"""
        {
          "providers": {"openai": {}, "anthropic": {}, "gemini": {} },
          "routes": {"panel": {"strategy": "all", "quorum": {{quorum}}, "targets": {{targets}} } }
        }
        """;
}
