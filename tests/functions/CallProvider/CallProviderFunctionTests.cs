using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AiProxy.CallProvider.Secrets;
using AiProxy.Contracts;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Composition;
using AiProxy.Contracts.Failures;
using AiProxy.Contracts.Payloads;
using Amazon.Lambda.Serialization.SystemTextJson;
using AWS.Lambda.Powertools.Idempotency.Exceptions;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace AiProxy.CallProvider.Tests;

/// <summary>The function as Lambda and the host call it: by its generated wrapper and its serializer.</summary>
public sealed class CallProviderFunctionTests : IDisposable
{
    private readonly Host _host = new();

    public CallProviderFunctionTests() => LogLines.Capture();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task CallProvider_TheWorkflowsJson_AnswersWireNames()
    {
        _host.Bench.Provider.Answers(FakeProvider.Hello);
        var serializer = new SourceGeneratorLambdaJsonSerializer<ContractsJsonContext>();
        CallInput input = serializer.Deserialize<CallInput>(new MemoryStream(Encoding.UTF8.GetBytes(
            $$$$"""
            {"requestId":"req_1","deadline":{{{{Bench.Start.AddSeconds(25).ToUnixTimeMilliseconds()}}}},
             "call":{"id":"openai","provider":"openai","format":"openai","model":"gpt-5.2","url":"http://provider.test/v1","callKey":"abc",
              "timeoutMs":8000,"taskTimeoutSeconds":10,"minCallMs":500,"request":{"inline":{"model":"gpt-5.2"}},"price":{"inputUsd":2,"outputUsd":10}}}
            """)));

        CallResult result = await _host.Function.CallProvider(input, new FakeContext());

        var output = new MemoryStream();
        serializer.Serialize(result, output);
        JsonElement json = JsonElement.Parse(output.ToArray());
        Assert.True(json.GetProperty("ok").GetBoolean());
        Assert.Equal(0.003m, json.GetProperty("costUsd").GetDecimal());
        Assert.Equal(1000, json.GetProperty("usage").GetProperty("prompt_tokens").GetInt64());
        Assert.Equal("stop", json.GetProperty("answer").GetProperty("inline").GetProperty("choices")[0].GetProperty("finishReason").GetString());
    }

    [Fact]
    public async Task CallProvider_Again_AnswersFromTheRecord()
    {
        _host.Bench.Provider.Answers(FakeProvider.Hello);

        CallResult first = await _host.CallAsync(Bench.Input());
        CallResult second = await _host.CallAsync(Bench.Input());

        Assert.Equal(1, _host.Bench.Provider.Calls);
        Assert.Equal(first.LatencyMs, second.LatencyMs);
        Assert.Equal("hello", Bench.AnswerIn(second).Choices[0].Message.GetProperty("content").GetString());
        Assert.Equal(first.Usage, second.Usage);
    }

    [Fact]
    public async Task CallProvider_AnotherCallKey_CallsAgain()
    {
        _host.Bench.Provider.Answers(FakeProvider.Hello).Answers(FakeProvider.Hello);
        CallInput input = Bench.Input();

        await _host.CallAsync(input);
        await _host.CallAsync(input with { Call = input.Call with { CallKey = "key-2" } });

        Assert.Equal(2, _host.Bench.Provider.Calls);
    }

    // Merge finds a race's answers by the same rule.
    [Fact]
    public async Task CallProvider_Record_IsUnderThePrefixAndTheKeysHash()
    {
        _host.Bench.Provider.Answers(FakeProvider.Hello);

        await _host.CallAsync(Bench.Input());

        DataRecord record = Assert.Single(_host.Records.Records).Value;
#pragma warning disable CA5351 // Powertools' record format.
        Assert.Equal($"call#{Convert.ToHexStringLower(MD5.HashData("key-1"u8))}", record.IdempotencyKey);
#pragma warning restore CA5351
        Assert.Equal(DataRecord.DataRecordStatus.COMPLETED, record.Status);
        Assert.Equal("openai", JsonSerializer.Deserialize(record.ResponseData!, ContractsJsonContext.Default.CallResult)!.Id);
    }

    [Fact]
    public async Task CallProvider_Failed_StoresNothingAndCanBeTriedAgain()
    {
        _host.Bench.Provider.Answers("", HttpStatusCode.ServiceUnavailable).Answers(FakeProvider.Hello);

        await Assert.ThrowsAsync<ProviderUnavailableException>(() => _host.CallAsync(Bench.Input()));
        Assert.Empty(_host.Records.Records);
        CallResult result = await _host.CallAsync(Bench.Input());

        Assert.True(result.Ok);
    }

    [Fact]
    public async Task CallProvider_SameCallUnderWay_IsRefusedForTheWorkflowToRetry()
    {
        _host.Bench.Provider.Hangs();
        using var source = new CancellationTokenSource();
        Task<CallResult> first = _host.Function.CallProvider(Bench.Input(), new FakeContext(source.Token));
        await _host.Bench.Provider.ArrivalAsync();

        await Assert.ThrowsAsync<IdempotencyAlreadyInProgressException>(() => _host.CallAsync(Bench.Input()));

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task CallProvider_NobodyWaits_CancelsTheCallAndForgetsIt()
    {
        _host.Bench.Provider.Hangs();
        using var source = new CancellationTokenSource();
        Task<CallResult> call = _host.Function.CallProvider(Bench.Input() with { RequestId = "req_cancelled" }, new FakeContext(source.Token));
        await _host.Bench.Provider.ArrivalAsync();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Empty(_host.Records.Records);
        Assert.Contains("\"outcome\":\"cancelled\"", Assert.Single(LogLines.Of("req_cancelled")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallProvider_TwoHostsInOneProcess_KeepTheirRecordsApart()
    {
        using var other = new Host();
        _host.Bench.Provider.Answers(FakeProvider.Hello);
        other.Bench.Provider.Answers(FakeProvider.Hello);

        await Task.WhenAll(_host.CallAsync(Bench.Input()), other.CallAsync(Bench.Input()));

        Assert.Single(_host.Records.Records);
        Assert.Single(other.Records.Records);
        Assert.Equal(1, _host.Bench.Provider.Calls);
        Assert.Equal(1, other.Bench.Provider.Calls);
    }

    [Fact]
    public async Task CallProvider_Answered_LogsOneLineOfFacts()
    {
        _host.Bench.Provider.Answers(FakeProvider.Hello);

        await _host.CallAsync(Bench.Input() with { RequestId = "req_answered" });

        JsonElement line = JsonElement.Parse(Assert.Single(LogLines.Of("req_answered")));
        Assert.Equal("Information", line.GetProperty("level").GetString());
        Assert.Equal("req_answered", line.GetProperty("correlation_id").GetString());
        Assert.Equal("answered", line.GetProperty("outcome").GetString());
        Assert.Equal("openai", line.GetProperty("provider").GetString());
        Assert.Equal("gpt-5.2", line.GetProperty("model").GetString());
        Assert.Equal(1100, line.GetProperty("total_tokens").GetInt32());
        Assert.Equal(0.003m, line.GetProperty("cost_usd").GetDecimal());
        Assert.Equal(1000, line.GetProperty("prompt_tokens").GetInt64());
        Assert.Equal(0, line.GetProperty("cached_tokens").GetInt64());
        Assert.Equal(100, line.GetProperty("completion_tokens").GetInt64());
        Assert.True(line.TryGetProperty("latency_ms", out _));
    }

    [Fact]
    public async Task CallProvider_Failed_LogsTheClass()
    {
        _host.Bench.Provider.Answers("""{"error":{"message":"slow down"}}""", HttpStatusCode.TooManyRequests);

        await Assert.ThrowsAsync<RateLimitedException>(() => _host.CallAsync(Bench.Input() with { RequestId = "req_failed" }));

        JsonElement line = JsonElement.Parse(Assert.Single(LogLines.Of("req_failed")));
        Assert.Equal("Warning", line.GetProperty("level").GetString());
        Assert.Equal("failed", line.GetProperty("outcome").GetString());
        Assert.Equal("RateLimitedException", line.GetProperty("error_name").GetString());
    }

    [Fact]
    public async Task CallProvider_WhateverHappens_LogsNeitherKeyNorPromptNorAnswer()
    {
        const string Key = "sk-live-0123456789abcdef";
        _host.Bench.Secrets.Keys["s"] = Key;
        _host.Bench.Provider
            .Answers($$$"""{"error":{"message":"bad key {{{Key}}}"}}""", HttpStatusCode.Unauthorized)
            .Answers($$$"""{"error":{"message":"bad request with {{{Key}}}"}}""", HttpStatusCode.BadRequest)
            .Throws(new HttpRequestException($"broken {Key[..8]}"))
            .Answers(FakeProvider.Hello.Replace("hello", "a-private-answer", StringComparison.Ordinal));
        CallInput input = Bench.Input(secret: "s");
        input = input with
        {
            RequestId = "req_secret",
            Call = input.Call with { Request = Payload.Of(JsonElement.Parse("""{"messages":[{"role":"user","content":"a-private-prompt"}]}""")) },
        };

        var errors = new StringBuilder();
        for (int i = 0; i < 3; i++)
        {
            errors.Append(await Record.ExceptionAsync(() => _host.CallAsync(input)));
        }
        await _host.CallAsync(input);

        string lines = string.Join('\n', LogLines.All);
        Assert.Contains("req_secret", lines, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, lines, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("a-private-prompt", lines, StringComparison.Ordinal);
        Assert.DoesNotContain("a-private-answer", lines, StringComparison.Ordinal);
    }

    private sealed class Host : IDisposable
    {
        private readonly HttpClient _http;

        public Host()
        {
            _http = new HttpClient(Bench.Provider, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
            Function = FunctionServices.Use(
                services =>
                {
                    services.AddSingleton<BasePersistenceStore>(Records);
                    services.AddSingleton<IPayloadStore>(Bench.Payloads);
                    services.AddSingleton<TimeProvider>(Bench.Clock);
                    services.AddSingleton<ISecretSource>(Bench.Secrets);
                    services.AddSingleton(_http);
                },
                () => new CallProviderFunction_CallProvider_Generated());
        }

        public Bench Bench { get; } = new();

        public MemoryStore Records { get; } = new();

        public CallProviderFunction_CallProvider_Generated Function { get; }

        public Task<CallResult> CallAsync(CallInput input) => Function.CallProvider(input, new FakeContext(TestContext.Current.CancellationToken));

        public void Dispose()
        {
            _http.Dispose();
            Bench.Dispose();
        }
    }
}
