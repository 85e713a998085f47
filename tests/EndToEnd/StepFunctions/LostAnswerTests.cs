using System.Net;
using System.Text.Json;
using AiProxy.EndToEnd.Tests.Modes;
using AiProxy.Simulators;
using Microsoft.Extensions.DependencyInjection;

namespace AiProxy.EndToEnd.Tests.StepFunctions;

/// <summary>What is paid once and only once when executions run elsewhere and something on the way is lost, by the providers' own count.</summary>
public sealed class LostAnswerTests : IAsyncLifetime
{
    private const string Routes = """
        {
          "providers": {"openai": {}, "anthropic": {}, "gemini": {} },
          "routes": {"panel": {"strategy": "all", "quorum": 3, "targets": ["openai/gpt-5.2", "anthropic/claude-sonnet-4.6", "gemini/gemini-3-pro"]} }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("aiproxy-lost-").FullName;
    private StepFunctionsMode _hosts = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        string routes = Path.Combine(_folder, "routes.json");
        await File.WriteAllTextAsync(routes, Routes, Cancel);
        ProjectWorkflows.CopyInto(_folder);
        _hosts = await StepFunctionsMode.StartAsync(routes, []);
        _http = new HttpClient { BaseAddress = new Uri(_hosts.Front.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_hosts is not null)
        {
            await _hosts.Front.DisposeAsync();
            await _hosts.DisposeAsync();
        }
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task AnswerLost_NoKey_IsOneExecutionAndSaysThatRepeatingMayPayAgain()
    {
        _hosts.Endpoint.LosesAnswers = true;

        using HttpResponseMessage lost = await AskAsync(key: null);

        Assert.Equal((HttpStatusCode.BadGateway, "workflow_outcome_unknown", "false"), (lost.StatusCode, await CodeAsync(lost), Retry(lost)));
        Assert.Equal((1, 3L), (_hosts.Endpoint.Executions, Simulators.TotalCalls));
    }

    [Fact]
    public async Task AnswerLost_SameKeyAgain_AsksNoProviderTwice()
    {
        _hosts.Endpoint.LosesAnswers = true;
        using HttpResponseMessage lost = await AskAsync("k-1");
        Assert.Equal((HttpStatusCode.BadGateway, "workflow_outcome_unknown", "true"), (lost.StatusCode, await CodeAsync(lost), Retry(lost)));
        _hosts.Endpoint.LosesAnswers = false;

        using HttpResponseMessage second = await AskAsync("k-1");
        using HttpResponseMessage third = await AskAsync("k-1");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (second.StatusCode, third.StatusCode));
        Assert.Equal(3, (await second.JsonAsync()).GetProperty("choices").GetArrayLength());
        Assert.Equal("true", third.Headers.GetValues("idempotency-replayed").Single());
        Assert.Equal((2, 3L), (_hosts.Endpoint.Executions, Simulators.TotalCalls));
    }

    [Fact]
    public async Task AnswerLost_ManyCallersWithTheKey_AskNoProviderTwice()
    {
        _hosts.Endpoint.LosesAnswers = true;
        HttpResponseMessage[] lost = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AskAsync("k-1")));
        Assert.All(lost, answer => Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode));
        _hosts.Endpoint.LosesAnswers = false;

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AskAsync("k-1")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(9, answers.Count(answer => answer.Headers.Contains("idempotency-replayed")));
        Assert.Equal(3, Simulators.TotalCalls);
    }

    [Fact]
    public async Task CallerGone_SameKeyAgain_AsksNoProviderTwice()
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task<HttpResponseMessage> first = AskAsync("k-1", gone.Token);
        await Eventually.IsTrueAsync(() => Simulators.TotalCalls > 0 || first.IsCompleted);
        await gone.CancelAsync();
        await Task.WhenAny(first);

        using HttpResponseMessage second = await AskAsync("k-1");

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(3, Simulators.TotalCalls);
    }

    [Fact]
    public async Task Health_OnStepFunctions_NamesTheEngine()
    {
        using HttpResponseMessage response = await _http.GetAsync(new Uri("/healthz", UriKind.Relative), Cancel);

        JsonElement health = await response.JsonAsync();
        Assert.Equal("stepfunctions", health.GetProperty("engine").GetString());
        Assert.Equal(["aggregate"], health.GetProperty("workflows").EnumerateArray().Select(name => name.GetString()));
        Assert.All(health.GetProperty("providers").EnumerateObject(), provider => Assert.Equal("deployed", provider.Value.GetString()));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SimulatorServer Simulators => _hosts.Functions.Services.GetRequiredService<SimulatorServer>();

    private static async Task<string?> CodeAsync(HttpResponseMessage response) => (await response.JsonAsync()).GetProperty("error").GetProperty("code").GetString();

    private static string Retry(HttpResponseMessage response) => response.Headers.GetValues("x-should-retry").Single();

    private async Task<HttpResponseMessage> AskAsync(string? key, CancellationToken? cancellationToken = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = new StringContent("""{"model":"panel","messages":[{"role":"user","content":"Name a prime number."}]}""", null, "application/json"),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }
        return await _http.SendAsync(request, cancellationToken ?? Cancel);
    }
}
