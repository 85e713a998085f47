using System.Text.Json;
using AiProxy.CallProvider.Sending;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Failures;
using AiProxy.Contracts.Payloads;
using AiProxy.Providers;
using AiProxy.Simulators;

namespace AiProxy.CallProvider.Tests;

/// <summary>Whole calls over HTTP in each wire format, against simulated providers.</summary>
public sealed class SimulatedProviderTests : IAsyncLifetime
{
    private readonly Bench _bench = new(ProviderHttp.CreateClient());
    private SimulatorServer? _server;

    private SimulatorServer Server => _server!;

    public async ValueTask InitializeAsync() => _server = await SimulatorServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _bench.Dispose();
        await Server.DisposeAsync();
    }

    private CallInput Input(string format, string model)
    {
        JsonElement request = JsonElement.Parse("""{"model":"x","messages":[{"role":"user","content":"Reply with exactly: forty-two"}]}""");
        CallInput input = Bench.Input(Server.BaseUrl(format), secret: "s", format: format);
        return input with
        {
            Call = input.Call with
            {
                Model = model,
                Request = Payload.Of(JsonElement.Parse(ProviderFormats.Find(format)!.Translate(request, model).Body.Span)),
            },
        };
    }

    private Task<CallResult> SendAsync(string format, string model)
    {
        _bench.Secrets.Keys["s"] = "sk-simulated-0123456789";
        return _bench.SendAsync(Input(format, model));
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("anthropic")]
    [InlineData("gemini")]
    public async Task Send_EachFormat_Answers(string format)
    {
        CallResult result = await SendAsync(format, "model-1");

        Assert.Equal("forty-two", Bench.AnswerIn(result).Choices[0].Message.GetProperty("content").GetString());
        Assert.Equal("stop", Bench.AnswerIn(result).Choices[0].FinishReason);
        Assert.True(result.Usage!.PromptTokens > 0);
        Assert.True(result.CostUsd > 0);
    }

    public static TheoryData<string, string, Type> Failures
    {
        get
        {
            var rows = new TheoryData<string, string, Type>();
            foreach (string format in ProviderFormats.Names)
            {
                rows.Add(format, "@fail=429", typeof(RateLimitedException));
                rows.Add(format, "@fail=500", typeof(ProviderUnavailableException));
                rows.Add(format, "@fail=503", typeof(ProviderUnavailableException));
                rows.Add(format, "@fail=400", typeof(ProviderRejectedException));
                rows.Add(format, "@cut", typeof(ProviderUnavailableException));
                rows.Add(format, "@bad-json", typeof(ProviderUnavailableException));
                rows.Add(format, "@empty", typeof(ProviderUnavailableException));
                rows.Add(format, "@html", typeof(ProviderUnavailableException));
                rows.Add(format, "@no-choices", typeof(ProviderUnavailableException));
                rows.Add(format, "@blocked", typeof(ContentFilteredException));
                rows.Add(format, "@quota", typeof(QuotaExhaustedException));
                rows.Add(format, "@auth", typeof(AuthenticationFailedException));
                rows.Add(format, "@context", typeof(ContextLengthExceededException));
            }
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Send_ProviderMisbehaves_IsClassified(string format, string behaviour, Type expected)
    {
        Exception? e = await Record.ExceptionAsync(() => SendAsync(format, $"model-1{behaviour}"));

        Assert.IsType(expected, e);
        Assert.DoesNotContain("sk-simulated", e.ToString(), StringComparison.Ordinal);
        Assert.True(e.Message.Length <= 500);
    }

    [Theory]
    [InlineData("openai", "@hang")]
    [InlineData("openai", "@stall")]
    [InlineData("anthropic", "@stall")]
    [InlineData("gemini", "@stall")]
    public async Task Send_ProviderGoesQuiet_EndsWithTheLimit(string format, string behaviour)
    {
        Task<CallResult> call = SendAsync(format, $"model-1{behaviour}");
        while (Server.TotalCalls == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TestContext.Current.CancellationToken);
        }

        _bench.Clock.Advance(TimeSpan.FromMilliseconds(8000));

        ProviderTimeoutException e = await Assert.ThrowsAsync<ProviderTimeoutException>(() => call);
        Assert.Equal("no answer in 8000 ms", e.Message);
    }
}
