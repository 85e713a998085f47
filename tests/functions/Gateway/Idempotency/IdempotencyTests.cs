using System.Text;
using System.Text.Json;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Routes;
using AiProxy.Gateway.Streaming;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Gateway.Tests.Idempotency;

/// <summary>What a request that has an <c>Idempotency-Key</c> is answered.</summary>
public sealed class IdempotencyTests
{
    private const string Body = """{"model":"chat","messages":[{"role":"user","content":"Hello"}]}""";
    private const string Completion = """{"id":"1","object":"chat.completion","choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]}""";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly RecordingRunner _runner = new() { Outcome = RecordingRunner.Answer(200, Completion) };
    private readonly RecordingRunner _otherRunner = new() { Outcome = RecordingRunner.Answer(200, Completion) };
    private readonly MemoryRequestRecords _records = new();
    private readonly ChatGateway _gateway;

    /// <summary>Another process with the same store.</summary>
    private readonly ChatGateway _other;

    public IdempotencyTests()
    {
        _gateway = Gateway(_runner);
        _other = Gateway(_otherRunner);
    }

    [Fact]
    public async Task Same_Again_IsReplayedUnderANewRequestId()
    {
        GatewayResponse first = await AskAsync();
        GatewayResponse second = await AskAsync();

        Assert.Equal(1, _runner.Runs);
        Assert.Equal((200, Completion), (second.Status, Text(second)));
        Assert.Equal("true", second.Headers["idempotency-replayed"]);
        Assert.False(first.Headers.ContainsKey("idempotency-replayed"));
        Assert.Equal("a", second.Headers["aiproxy-winner"]);
        Assert.Equal(first.RequestId, second.Headers["aiproxy-execution-id"]);
        Assert.NotEqual(first.RequestId, second.Headers["x-request-id"]);
    }

    [Fact]
    public async Task Same_FromAnotherProcess_IsReplayed()
    {
        await AskAsync();
        GatewayResponse second = await AskAsync(gateway: _other);

        Assert.Equal("true", second.Headers["idempotency-replayed"]);
        Assert.Equal(0, _otherRunner.Runs);
    }

    [Fact]
    public async Task NoKey_Again_IsCarriedOutAgain()
    {
        await AskAsync(key: null);
        await AskAsync(key: null);

        Assert.Equal(2, _runner.Runs);
        Assert.Equal(0, _records.Count);
    }

    [Fact]
    public async Task AnotherBody_SameKey_Is422()
    {
        await AskAsync();
        GatewayResponse second = await AskAsync("""{"model":"chat","messages":[]}""");

        Assert.Equal(422, second.Status);
        Assert.Equal("false", second.Headers["x-should-retry"]);
        Assert.Equal("idempotency_key_reused", Code(second));
        Assert.Equal(1, _runner.Runs);
    }

    [Fact]
    public async Task AnotherCaller_SameKey_IsAnotherRequest()
    {
        await AskAsync(caller: "a");
        GatewayResponse second = await AskAsync(caller: "b");

        Assert.False(second.Headers.ContainsKey("idempotency-replayed"));
        Assert.Equal(2, _runner.Runs);
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"Hello"}],"model":"chat"}""")]
    [InlineData("""{ "model" : "chat", "messages": [{"role":"user","content":"Hello"}], "stream": false }""")]
    public async Task SameMembers_InAnotherOrder_AreTheSame(string body)
    {
        await AskAsync();
        GatewayResponse second = await AskAsync(body);

        Assert.Equal("true", second.Headers["idempotency-replayed"]);
    }

    [Fact]
    public async Task Stream_OfAStoredAnswer_IsReplayedAsEvents()
    {
        await AskAsync();
        var sink = new MemorySink();

        await _gateway.AnswerAsync(Request(Body.Replace("{\"model\"", "{\"stream\":true,\"model\"", StringComparison.Ordinal)), sink, TestContext.Current.CancellationToken);

        Assert.Equal("true", sink.Headers["idempotency-replayed"]);
        Assert.EndsWith("data: [DONE]\n\n", sink.Body, StringComparison.Ordinal);
        Assert.Equal(1, _runner.Runs);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task Failure_IsNotStored(int status)
    {
        _runner.Outcome = RecordingRunner.Answer(status, """{"error":{}}""");
        await AskAsync();
        Assert.Equal(0, _records.Count);
        _runner.Outcome = RecordingRunner.Answer(200, Completion);

        GatewayResponse second = await AskAsync();

        Assert.Equal(200, second.Status);
        Assert.False(second.Headers.ContainsKey("idempotency-replayed"));
    }

    [Fact]
    public async Task RunnerThrows_ReleasesTheKey()
    {
        _runner.Failure = new InvalidOperationException();

        GatewayResponse response = await AskAsync();

        Assert.Equal(500, response.Status);
        Assert.Equal(0, _records.Count);
    }

    [Fact]
    public async Task Concurrent_Same_AreOneExecution()
    {
        Hold(_runner);
        Task<GatewayResponse>[] all = [.. Enumerable.Range(0, 20).Select(_ => AskAsync())];
        _runner.Gate!.SetResult();

        GatewayResponse[] answers = await Task.WhenAll(all);

        Assert.Equal(1, _runner.Runs);
        Assert.All(answers, answer => Assert.Equal(Completion, Text(answer)));
        Assert.Equal(19, answers.Count(answer => answer.Headers.ContainsKey("idempotency-replayed")));
    }

    [Fact]
    public async Task Concurrent_FirstFails_AllGetItsFailure()
    {
        Hold(_runner);
        _runner.Outcome = RecordingRunner.Answer(502, """{"error":{}}""");
        Task<GatewayResponse>[] all = [.. Enumerable.Range(0, 5).Select(_ => AskAsync())];
        _runner.Gate!.SetResult();

        GatewayResponse[] answers = await Task.WhenAll(all);

        Assert.Equal(1, _runner.Runs);
        Assert.All(answers, answer => Assert.Equal(502, answer.Status));
    }

    [Fact]
    public async Task Concurrent_AnotherBody_Is422AtOnce()
    {
        Hold(_runner);
        Task<GatewayResponse> first = AskAsync();

        GatewayResponse second = await AskAsync("""{"model":"chat","messages":[]}""");

        Assert.Equal("idempotency_key_reused", Code(second));
        _runner.Gate!.SetResult();
        Assert.Equal(200, (await first).Status);
    }

    [Fact]
    public async Task Concurrent_DeadlinePassesWhileWaiting_Is409WorthARetry()
    {
        Hold(_runner);
        Task<GatewayResponse> first = AskAsync();
        Task<GatewayResponse> second = AskAsync();

        _time.Advance(TimeSpan.FromSeconds(10));
        GatewayResponse answer = await second;

        Assert.Equal(409, answer.Status);
        Assert.Equal("true", answer.Headers["x-should-retry"]);
        Assert.Equal("idempotency_in_progress", Code(answer));
        _runner.Gate!.SetResult();
        Assert.Equal(200, (await first).Status);
    }

    [Fact]
    public async Task Concurrent_FirstClientGoes_AnotherCarriesItOut()
    {
        Hold(_runner);
        using var gone = new CancellationTokenSource();
        Task<GatewayResponse> first = AskAsync(cancellationToken: gone.Token);
        Task<GatewayResponse> second = AskAsync();
        _time.Advance(TimeSpan.FromSeconds(2));

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _runner.Gate!.SetResult();
        GatewayResponse answer = await second;

        Assert.Equal(200, answer.Status);
        Assert.False(answer.Headers.ContainsKey("idempotency-replayed"));
        Assert.Equal(2, _runner.Runs);
        // Two of its ten seconds went by while it waited.
        Assert.Equal(8000, _runner.Input!.TimeLeftMs);
    }

    [Fact]
    public async Task Concurrent_FirstClientGoesLate_Is409InsteadOfARunThatCannotEnd()
    {
        Hold(_runner);
        using var gone = new CancellationTokenSource();
        Task<GatewayResponse> first = AskAsync(cancellationToken: gone.Token);
        Task<GatewayResponse> second = AskAsync();
        _time.Advance(TimeSpan.FromSeconds(6));

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        Assert.Equal("idempotency_in_progress", Code(await second));
        Assert.Equal(1, _runner.Runs);
        Assert.Equal(0, _records.Count);
    }

    [Fact]
    public async Task HeldByAnotherProcess_ItAnswers_IsReplayed()
    {
        Hold(_otherRunner);
        Task<GatewayResponse> first = AskAsync(gateway: _other);
        Task<GatewayResponse> second = AskAsync();
        _otherRunner.Gate!.SetResult();
        await first;

        GatewayResponse answer = await PassTimeAsync(second);

        Assert.Equal("true", answer.Headers["idempotency-replayed"]);
        Assert.Equal(0, _runner.Runs);
    }

    [Fact]
    public async Task HeldByAnotherProcess_UntilTheDeadline_Is409()
    {
        Hold(_otherRunner);
        Task<GatewayResponse> first = AskAsync(gateway: _other);

        GatewayResponse answer = await PassTimeAsync(AskAsync());

        Assert.Equal("idempotency_in_progress", Code(answer));
        _otherRunner.Gate!.SetResult();
        Assert.Equal(200, (await first).Status);
    }

    [Fact]
    public async Task HeldByAKilledProcess_IsTakenOverOnceItsDeadlineIsOver()
    {
        Hold(_otherRunner);
        _ = AskAsync(gateway: _other);
        _time.Advance(TimeSpan.FromSeconds(9));

        GatewayResponse answer = await PassTimeAsync(AskAsync());

        Assert.Equal(200, answer.Status);
        Assert.Equal(1, _runner.Runs);
    }

    [Fact]
    public async Task TakenOver_FirstComesBack_DoesNotOverwrite()
    {
        Hold(_otherRunner);
        _otherRunner.Outcome = RecordingRunner.Answer(200, """{"choices":[],"late":true}""");
        Task<GatewayResponse> late = AskAsync(gateway: _other);
        _time.Advance(TimeSpan.FromSeconds(13));
        await AskAsync();
        _otherRunner.Gate!.SetResult();
        await late;

        Assert.Equal(Completion, Text(await AskAsync()));
    }

    [Fact]
    public async Task Record_AfterADay_IsGone()
    {
        await AskAsync();
        _time.Advance(TimeSpan.FromHours(25));

        await AskAsync();

        Assert.Equal(2, _runner.Runs);
    }

    [Fact]
    public async Task StoreFails_BeforeTheRun_Is503AndNothingRuns()
    {
        _records.ClaimFailure = new StorageUnavailableException("disk full");

        GatewayResponse response = await AskAsync();

        Assert.Equal((503, "storage_unavailable"), (response.Status, Code(response)));
        Assert.Equal(0, _runner.Runs);
    }

    [Fact]
    public async Task StoreFails_AfterTheRun_AnswersAndSaysThatItIsNotStored()
    {
        _records.AnswerFailure = new StorageUnavailableException("disk full");

        GatewayResponse response = await AskAsync();

        Assert.Equal((200, Completion), (response.Status, Text(response)));
        Assert.Equal("false", response.Headers["idempotency-stored"]);
    }

    [Fact]
    public async Task Deadline_TightenedByTheCaller_IsWhatTheRecordIsHeldFor()
    {
        Hold(_runner);
        const string Tight = """{"model":"chat","aiproxy":{"deadlineMs":2000}}""";
        Task<GatewayResponse> first = AskAsync(Tight);
        Task<GatewayResponse> second = AskAsync(Tight);

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("idempotency_in_progress", Code(await second));
        _runner.Gate!.SetResult();
        await first;
    }

    private static void Hold(RecordingRunner runner) => runner.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChatGateway Gateway(RecordingRunner runner)
    {
        const string Routes = """{"providers":{"openai":{}},"routes":{"chat":{"deadlineMs":10000,"targets":["openai/m"]}}}""";
        return new ChatGateway(
            new FixedRouteSource(RouteTable.Parse(Encoding.UTF8.GetBytes(Routes), "routes.json")),
            runner, new DictionaryPayloadStore(), _records, new RequestIds(_time), new StreamingOptions(), _time);
    }

    private Task<GatewayResponse> AskAsync(
        string body = Body, string? key = "k-1", string caller = "c", ChatGateway? gateway = null, CancellationToken? cancellationToken = null) =>
        (gateway ?? _gateway).HandleAsync(Request(body, key, caller), cancellationToken ?? TestContext.Current.CancellationToken);

    private static GatewayRequest Request(string body, string? key = "k-1", string caller = "c") =>
        new() { Body = Encoding.UTF8.GetBytes(body), Caller = caller, IdempotencyKey = key };

    // Who waits looks at the record at least once a second; the clock goes on when it has. (The look comes just before the next wait begins, so the
    // clock can run ahead of that: then nobody looks, and it goes on all the same.)
    private async Task<GatewayResponse> PassTimeAsync(Task<GatewayResponse> answer)
    {
        while (!answer.IsCompleted)
        {
            int looks = _records.Looks;
            _time.Advance(TimeSpan.FromSeconds(1));
            for (int i = 0; i < 100 && !answer.IsCompleted && _records.Looks == looks; i++)
            {
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }
            await Task.Yield();
        }
        return await answer;
    }

    private static string Text(GatewayResponse response) => Encoding.UTF8.GetString(response.Body.Span);

    private static string? Code(GatewayResponse response) => JsonElement.Parse(response.Body.Span).GetProperty("error").GetProperty("code").GetString();
}
