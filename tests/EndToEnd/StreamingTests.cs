using System.ClientModel;
using System.Net;
using System.Text;
using System.Text.Json;
using AiProxy.EndToEnd.Tests.Modes;
using OpenAI.Chat;

namespace AiProxy.EndToEnd.Tests;

/// <summary><c>stream: true</c> over real HTTP: what is sent, and that the official client reads it whole.</summary>
public sealed class StreamingTests
{
    private static readonly UserChatMessage Hello = new("Name a prime number.");

    [Theory]
    [InlineData("gpt")]
    [InlineData("claude")]
    [InlineData("gemini")]
    [InlineData("panel-first")]
    [InlineData("panel-race")]
    [InlineData("panel-vote")]
    public async Task OfficialClient_ReadsWhatTheWholeAnswerSays(string route)
    {
        await using RunningHost host = await RunningHost.StartAsync();

        var text = new StringBuilder();
        var roles = new List<ChatMessageRole>();
        var reasons = new List<ChatFinishReason>();
        ChatTokenUsage? usage = null;
        await foreach (StreamingChatCompletionUpdate update in host.Chat(route).CompleteChatStreamingAsync([Hello], null, TestContext.Current.CancellationToken))
        {
            text.Append(string.Concat(update.ContentUpdate.Select(part => part.Text)));
            roles.AddRange(update.Role is { } role ? [role] : []);
            reasons.AddRange(update.FinishReason is { } reason ? [reason] : []);
            usage = update.Usage ?? usage;
        }

        Assert.Contains("You said: Name a prime number.", text.ToString(), StringComparison.Ordinal);
        Assert.Equal([ChatMessageRole.Assistant], roles);
        Assert.Equal([ChatFinishReason.Stop], reasons);
        // The client asks for it by itself.
        Assert.True(usage!.TotalTokenCount > 0);
    }

    [Fact]
    public async Task All_ThreeTargets_StreamAsThreeChoices()
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage response = await host.PostAsync(Ask("panel-all"));

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("openai", response.Headers.GetValues("aiproxy-winner").Single());
        JsonElement[] chunks = await ChunksAsync(response);
        for (int choice = 0; choice < 3; choice++)
        {
            Assert.Contains("You said:", TextOf(chunks, choice), StringComparison.Ordinal);
        }
        Assert.Equal(3, chunks[^1].GetProperty("aiproxy").GetProperty("targets").GetArrayLength());
        Assert.All(chunks[..^1], chunk => Assert.False(chunk.TryGetProperty("aiproxy", out _)));
        Assert.All(chunks, chunk => Assert.Equal("chat.completion.chunk", chunk.GetProperty("object").GetString()));
    }

    [Fact]
    public async Task SlowProvider_StreamIsKeptAlive()
    {
        await using RunningHost host = await RunningHost.StartAsync(
            Routes("""["openai/gpt-5.2@delay=600ms"]"""), null, "--AiProxy:StreamKeepAlive", "00:00:00.100");

        using HttpResponseMessage response = await host.PostAsync(Ask("panel"));

        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith(": keep-alive\n\n: keep-alive\n\n", body, StringComparison.Ordinal);
        Assert.EndsWith("data: [DONE]\n\n", body, StringComparison.Ordinal);
        Assert.True(response.Headers.Contains("aiproxy-execution-id"));
    }

    [Fact]
    public async Task SlowProvider_OfficialClientDoesNotMindComments()
    {
        await using RunningHost host = await RunningHost.StartAsync(
            Routes("""["openai/gpt-5.2@delay=400ms"]"""), null, "--AiProxy:StreamKeepAlive", "00:00:00.050");

        var text = new StringBuilder();
        await foreach (StreamingChatCompletionUpdate update in host.Chat("panel").CompleteChatStreamingAsync([Hello], null, TestContext.Current.CancellationToken))
        {
            text.Append(string.Concat(update.ContentUpdate.Select(part => part.Text)));
        }

        Assert.Contains("You said:", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailsFast_HasItsOwnStatus()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes("""["openai/gpt-5.2@quota"]"""));

        using HttpResponseMessage response = await host.PostAsync(Ask("panel"));

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("quorum_not_met", (await response.JsonAsync()).GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task FailsFast_OfficialClientThrows()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes("""["openai/gpt-5.2@quota"]"""));

        var error = await Assert.ThrowsAsync<ClientResultException>(async () =>
        {
            await foreach (StreamingChatCompletionUpdate _ in host.Chat("panel").CompleteChatStreamingAsync([Hello], null, TestContext.Current.CancellationToken))
            {
            }
        });

        Assert.Equal(502, error.Status);
    }

    [Fact]
    public async Task FailsLate_IsAnErrorEventWithoutDone()
    {
        await using RunningHost host = await RunningHost.StartAsync(
            Routes("""["openai/gpt-5.2@delay=400ms@quota"]"""), null, "--AiProxy:StreamKeepAlive", "00:00:00.050");

        using HttpResponseMessage response = await host.PostAsync(Ask("panel"));

        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        string data = Assert.Single(body.Split('\n'), line => line.StartsWith("data: ", StringComparison.Ordinal));
        JsonElement error = JsonElement.Parse(data["data: ".Length..]).GetProperty("error");
        Assert.Equal(("quorum_not_met", 502), (error.GetProperty("code").GetString(), error.GetProperty("status").GetInt32()));
        Assert.Equal(1, error.GetProperty("aiproxy").GetProperty("targets").GetArrayLength());
    }

    [Fact]
    public async Task FailsLate_OfficialClientNeverSeesAFinish()
    {
        await using RunningHost host = await RunningHost.StartAsync(
            Routes("""["openai/gpt-5.2@delay=400ms@quota"]"""), null, "--AiProxy:StreamKeepAlive", "00:00:00.050");

        var reasons = new List<ChatFinishReason?>();
        await foreach (StreamingChatCompletionUpdate update in host.Chat("panel").CompleteChatStreamingAsync([Hello], null, TestContext.Current.CancellationToken))
        {
            reasons.Add(update.FinishReason);
        }

        // Unlike the Python and Node clients it does not throw at an error event, OpenAI's own ones included: no finish is how its users tell.
        Assert.All(reasons, Assert.Null);
    }

    [Fact]
    public async Task WrongStreamOptions_Is400()
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage response = await host.PostAsync("""{"model":"gpt","stream":true,"stream_options":7,"messages":[{"role":"user","content":"x"}]}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("/stream_options", (await response.JsonAsync()).GetProperty("error").GetProperty("param").GetString());
    }

    [Fact]
    [Trait(PublishedFunctions.Functions, PublishedFunctions.InProcess)] // A started Lambda runs to its end, whoever has gone.
    public async Task ClientGoesWhileTheStreamIsKeptAlive_ProviderIsCancelled()
    {
        await using RunningHost host = await RunningHost.StartAsync(
            Routes("""["openai/gpt-5.2@hang"]"""), null, "--AiProxy:StreamKeepAlive", "00:00:00.050");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = new StringContent(Ask("panel"), Encoding.UTF8, "application/json") };
        HttpResponseMessage response = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        response.Dispose();

        await Eventually.IsTrueAsync(() => host.Simulators.Calls.Single().Outcome == Simulators.SimulatedOutcome.Cancelled);
    }

    private static string Ask(string model) =>
        $$"""{"model":"{{model}}","stream":true,"messages":[{"role":"user","content":"Name a prime number."}]}""";

    private static string Routes(string targets) =>
        $$"""
        {
          "providers": {"openai": {}, "anthropic": {}, "gemini": {} },
          "routes": {"panel": {"targets": {{targets}} } }
        }
        """;

    private static async Task<JsonElement[]> ChunksAsync(HttpResponseMessage response)
    {
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        string[] events = body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("data: [DONE]", events[^1]);
        return [.. events[..^1].Select(text => JsonElement.Parse(text["data: ".Length..]))];
    }

    private static string TextOf(JsonElement[] chunks, int choice) => string.Concat(chunks
        .Select(chunk => chunk.GetProperty("choices")[0])
        .Where(part => part.GetProperty("index").GetInt32() == choice && part.GetProperty("delta").TryGetProperty("content", out _))
        .Select(part => part.GetProperty("delta").GetProperty("content").GetString()));
}
