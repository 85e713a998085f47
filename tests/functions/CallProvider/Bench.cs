using System.Text.Json;
using AiProxy.CallProvider.Secrets;
using AiProxy.CallProvider.Sending;
using AiProxy.Contracts;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Plans;
using AiProxy.Providers;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.CallProvider.Tests;

/// <summary>A sender with everything around it within reach.</summary>
internal sealed class Bench : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly HttpClient _http;

    public Bench(HttpClient? http = null)
    {
        _http = http ?? new HttpClient(Provider) { Timeout = Timeout.InfiniteTimeSpan };
        Cache = new SecretCache(Secrets, Clock);
        Sender = new CallSender(Cache, new WireClient(_http, Clock), Payloads, Clock, ProviderFormats.Find);
    }

    public FakeProvider Provider { get; } = new();

    public FakeTimeProvider Clock { get; } = new(Start);

    public FakeSecrets Secrets { get; } = new();

    public FakePayloads Payloads { get; } = new();

    public SecretCache Cache { get; }

    public CallSender Sender { get; }

    public static CallInput Input(string url = "http://provider.test/v1", string? secret = null, int timeoutMs = 8000, int deadlineMs = 25_000, string format = "openai") => new()
    {
        RequestId = "req_1",
        Deadline = Start.AddMilliseconds(deadlineMs).ToUnixTimeMilliseconds(),
        Call = new Call
        {
            Id = "openai",
            Provider = "openai",
            Format = format,
            Model = "gpt-5.2",
            Url = url,
            Secret = secret,
            CallKey = "key-1",
            TimeoutMs = timeoutMs,
            TaskTimeoutSeconds = 10,
            MinCallMs = 500,
            Price = new Price { InputUsd = 2, OutputUsd = 10 },
            Request = Payload.Of(JsonElement.Parse("""{"model":"gpt-5.2","messages":[{"role":"user","content":"hi"}]}""")),
            Dropped = ["/logit_bias"],
        },
    };

    public static ChatAnswer AnswerIn(CallResult result) => result.Answer!.Inline!.Value.Deserialize(ContractsJsonContext.Default.ChatAnswer)!;

    public Task<CallResult> SendAsync(CallInput input) => Sender.SendAsync(input, TestContext.Current.CancellationToken);

    public void Dispose() => _http.Dispose();
}
