using System.Text;
using AiProxy.Contracts.Routes;
using AiProxy.Gateway.Streaming;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Gateway.Tests.Streaming;

/// <summary>When a stream begins, what keeps it alive and how it fails.</summary>
public sealed class StreamTests
{
    private const string Completion = """{"id":"1","object":"chat.completion","choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]}""";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly RecordingRunner _runner = new() { Outcome = RecordingRunner.Answer(200, Completion) };
    private readonly MemorySink _sink = new();
    private readonly ChatGateway _gateway;

    public StreamTests()
    {
        var routes = new FixedRouteSource(RouteTable.Parse("""{"providers":{"openai":{}},"routes":{"chat":{"targets":["openai/m"]}}}"""u8.ToArray(), "routes.json"));
        _gateway = new ChatGateway(
            routes, _runner, new DictionaryPayloadStore(), new MemoryRequestRecords(), new RequestIds(_time), new StreamingOptions { KeepAlive = TimeSpan.FromSeconds(5) }, _time);
    }

    [Fact]
    public async Task Answer_Quick_IsEventsWithEveryHeader()
    {
        await StreamAsync();

        Assert.Equal(200, _sink.Status);
        Assert.Null(_sink.Length);
        Assert.Equal("text/event-stream; charset=utf-8", _sink.Headers["content-type"]);
        Assert.Equal("no-cache", _sink.Headers["cache-control"]);
        Assert.Equal("a", _sink.Headers["aiproxy-winner"]);
        Assert.StartsWith("req_", _sink.Headers["x-request-id"], StringComparison.Ordinal);
        Assert.StartsWith("data: {", _sink.Body, StringComparison.Ordinal);
        Assert.EndsWith("data: [DONE]\n\n", _sink.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_Slow_IsKeptAliveThenComesWhole()
    {
        Task answer = StartSlowly();

        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Null(_sink.Status);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        await UntilAsync(() => _sink.Body == ": keep-alive\n\n");
        Assert.Equal(200, _sink.Status);
        Assert.StartsWith("req_", _sink.Headers["aiproxy-execution-id"], StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromSeconds(5));
        await UntilAsync(() => _sink.Body == ": keep-alive\n\n: keep-alive\n\n");
        _runner.Gate!.SetResult();
        await answer;

        Assert.StartsWith(": keep-alive\n\n: keep-alive\n\ndata: {", _sink.Body, StringComparison.Ordinal);
        Assert.EndsWith("data: [DONE]\n\n", _sink.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_FailsBeforeTheFirstKeepAlive_HasItsOwnStatusAndJson()
    {
        _runner.Outcome = RecordingRunner.Answer(502, """{"error":{"code":"quorum_not_met"}}""");

        await StreamAsync();

        Assert.Equal(502, _sink.Status);
        Assert.Equal("application/json", _sink.Headers["content-type"]);
        Assert.Equal("""{"error":{"code":"quorum_not_met"}}""", _sink.Body);
    }

    [Theory]
    [InlineData(502, """{"error":{"message":"m","code":"quorum_not_met"}}""", """{"error":{"message":"m","code":"quorum_not_met","status":502}}""")]
    [InlineData(418, """{"tea":true}""", """{"error":{"message":"The workflow answered 418 without an error in OpenAI's shape.","type":"server_error","param":null,"code":"workflow_failed","status":418}}""")]
    public async Task Answer_FailsAfterTheFirstKeepAlive_IsAnErrorEventAndNothingIsDone(int status, string body, string data)
    {
        _runner.Outcome = RecordingRunner.Answer(status, body);
        Task answer = StartSlowly();

        _time.Advance(TimeSpan.FromSeconds(5));
        await UntilAsync(() => _sink.Body.Length > 0);
        _runner.Gate!.SetResult();
        await answer;

        Assert.Equal(200, _sink.Status);
        Assert.Equal($": keep-alive\n\ndata: {data}\n\n", _sink.Body);
    }

    [Fact]
    public async Task Answer_RunnerThrowsAfterTheFirstKeepAlive_IsAnErrorEvent()
    {
        _runner.Failure = new InvalidOperationException("connection string");
        Task answer = StartSlowly();

        _time.Advance(TimeSpan.FromSeconds(5));
        await UntilAsync(() => _sink.Body.Length > 0);
        _runner.Gate!.SetResult();
        await answer;

        Assert.Contains("\"code\":\"internal_error\"", _sink.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("connection string", _sink.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_NoCompletion_Is500SayingSo()
    {
        _runner.Outcome = RecordingRunner.Answer(200, """{"hello":"world"}""");

        await StreamAsync();

        Assert.Equal(500, _sink.Status);
        Assert.Contains("workflow_output_invalid", _sink.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_BodyIsNoJson_Is400()
    {
        await _gateway.AnswerAsync(new GatewayRequest { Body = "{\"stream\":true"u8.ToArray(), Caller = "c" }, _sink, TestContext.Current.CancellationToken);

        Assert.Equal(400, _sink.Status);
    }

    [Fact]
    public async Task Answer_ClientGoneBetweenKeepAlives_AbortsTheExecution()
    {
        using var gone = new CancellationTokenSource();
        Task answer = StartSlowly(gone.Token);
        _time.Advance(TimeSpan.FromSeconds(5));
        await UntilAsync(() => _sink.Body.Length > 0);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    [Fact]
    public async Task Answer_WriteFails_AbortsTheExecution()
    {
        _sink.WriteFailure = new IOException("broken pipe");
        Task answer = StartSlowly();

        _time.Advance(TimeSpan.FromSeconds(5));

        await Assert.ThrowsAsync<IOException>(() => answer);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("null")]
    [InlineData("\"yes\"")]
    public async Task Answer_NoStreamAskedFor_IsWhole(string stream)
    {
        await _gateway.AnswerAsync(
            new GatewayRequest { Body = Encoding.UTF8.GetBytes($$"""{"model":"chat","stream":{{stream}}}"""), Caller = "c" }, _sink, TestContext.Current.CancellationToken);

        Assert.Equal(Completion, _sink.Body);
        Assert.Equal(Completion.Length, _sink.Length);
    }

    private Task StartSlowly(CancellationToken? cancellationToken = null)
    {
        _runner.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return StreamAsync(cancellationToken);
    }

    private Task StreamAsync(CancellationToken? cancellationToken = null) => _gateway.AnswerAsync(
        new GatewayRequest { Body = """{"model":"chat","stream":true}"""u8.ToArray(), Caller = "c" }, _sink, cancellationToken ?? TestContext.Current.CancellationToken);

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
