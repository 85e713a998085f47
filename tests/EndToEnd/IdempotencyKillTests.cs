using System.Net;
using System.Text.Json;
using AiProxy.EndToEnd.Tests.Modes;
using AiProxy.Simulators;

namespace AiProxy.EndToEnd.Tests;

/// <summary>A host that is killed in the middle of requests, and two hosts on one file.</summary>
public sealed class IdempotencyKillTests : IAsyncLifetime
{
    private const int Requests = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("aiproxy-kill-").FullName;
    private SimulatorServer _simulators = null!;

    private string Data => Path.Combine(_folder, "data", "aiproxy.db");

    public async ValueTask InitializeAsync()
    {
        _simulators = await SimulatorServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        ProjectWorkflows.CopyInto(_folder);
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "routes.json"),
            $$"""
            {
              "providers": {
                "openai": {"url": "{{_simulators.BaseUrl("openai")}}", "secret": null},
                "anthropic": {"url": "{{_simulators.BaseUrl("anthropic")}}", "secret": null},
                "gemini": {"url": "{{_simulators.BaseUrl("gemini")}}", "secret": null} },
              "defaults": {"deadlineMs": 8000, "timeoutMs": 3000},
              "routes": {"panel": {"strategy": "all", "quorum": 3,
                "targets": ["openai/gpt-5.2", "anthropic/claude-sonnet-4.6@delay=300ms", "gemini/gemini-3-pro@delay=1200ms"]} }
            }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _simulators.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Killed_InTheMiddleOfRequests_RetriesRepeatOnlyWhatWasNotStored()
    {
        await using HostProcess first = await HostProcess.StartAsync(_folder);
        Task[] cut = [.. Enumerable.Range(0, Requests).Select(i => AskLaterAsync(first.Http, i))];
        // Some panels have two answers by then, some one, some none, and no third one has come.
        await Eventually.IsTrueAsync(() => IdempotencyStoreHas(Requests));
        await first.KillAsync();
        await Task.WhenAll(cut);
        await Eventually.IsTrueAsync(() => _simulators.Calls.All(call => call.Outcome != SimulatedOutcome.Pending));
        long stored = IdempotencyStore.CompletedCalls(Data);
        long asked = _simulators.TotalCalls;
        Assert.InRange(stored, Requests, (3 * Requests) - 1);

        await using HostProcess second = await HostProcess.StartAsync(_folder);
        JsonElement[] answers = await Task.WhenAll(Enumerable.Range(0, Requests).Select(i => AskUntilAnsweredAsync(second.Http, i)));

        Assert.Equal(asked + (3 * Requests) - stored, _simulators.TotalCalls);
        for (int i = 0; i < Requests; i++)
        {
            string[] texts = [.. answers[i].GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("message").GetProperty("content").GetString()!)];
            Assert.Equal(3, texts.Length);
            Assert.All(texts, text => Assert.EndsWith($"You said: Prompt {i}.", text, StringComparison.Ordinal));
            Assert.Equal(["gpt-5.2", "claude-sonnet-4.6", "gemini-3-pro"], texts.Select(text => text.Split(' ')[1].TrimEnd(']')));
        }
    }

    [Fact]
    public async Task TwoProcesses_SameRequestsAtOnce_AreOnePanelEach()
    {
        await using HostProcess first = await HostProcess.StartAsync(_folder);
        await using HostProcess second = await HostProcess.StartAsync(_folder);

        JsonElement[] answers = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(i => AskUntilAnsweredAsync(i % 2 == 0 ? first.Http : second.Http, i / 4)));

        Assert.Equal(5 * 3, _simulators.TotalCalls);
        Assert.All(answers.Chunk(4), same => Assert.Single(same.Select(answer => answer.GetRawText()).ToHashSet()));
    }

    private bool IdempotencyStoreHas(int calls) => File.Exists(Data) && IdempotencyStore.CompletedCalls(Data) >= calls;

    private static async Task AskLaterAsync(HttpClient http, int number)
    {
        await Task.Delay(50 * number, TestContext.Current.CancellationToken);
        try
        {
            using HttpResponseMessage response = await AskAsync(http, number);
        }
        catch (HttpRequestException)
        {
            // Cut off by the kill.
        }
    }

    // As the official clients do: again while told so.
    private static async Task<JsonElement> AskUntilAnsweredAsync(HttpClient http, int number)
    {
        for (int again = 0; ; again++)
        {
            using HttpResponseMessage response = await AskAsync(http, number);
            if (again < 5 && response.StatusCode == HttpStatusCode.Conflict)
            {
                Assert.Equal("true", response.Headers.GetValues("x-should-retry").Single());
                continue;
            }
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return await response.JsonAsync();
        }
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient http, int number)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = new StringContent($$"""{"model":"panel","messages":[{"role":"user","content":"Prompt {{number}}."}]}""", null, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", $"k-{number}");
        return http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
