using System.Text;
using System.Text.Json;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Routes;
using AiProxy.Gateway.Streaming;
using AiProxy.Gateway.Workflows;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Gateway.Tests;

public sealed class ChatGatewayTests
{
    private const string Routes = """
        {
          "providers": { "openai": {} },
          "routes": { "chat": { "targets": ["openai/m"] }, "other": { "workflow": "special", "targets": ["openai/m"] } }
        }
        """;

    private readonly RecordingRunner _runner = new();
    private readonly DictionaryPayloadStore _payloads = new();
    private readonly ChatGateway _gateway;

    public ChatGatewayTests()
    {
        _gateway = Gateway(_payloads);
    }

    private ChatGateway Gateway(IPayloadStore payloads)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        var routes = new FixedRouteSource(RouteTable.Parse(Encoding.UTF8.GetBytes(Routes), "routes.json"));
        return new ChatGateway(routes, _runner, payloads, new MemoryRequestRecords(), new RequestIds(time), new StreamingOptions(), time);
    }

    [Fact]
    public async Task Handle_KnownModel_RunsItsWorkflowUnderTheRequestsId()
    {
        GatewayResponse response = await AskAsync("""{"model":"other"}""");

        Assert.Equal("special", _runner.Workflow);
        Assert.Equal(response.RequestId, _runner.Input!.RequestId);
        Assert.Equal(response.RequestId, response.Headers["x-request-id"]);
        Assert.Equal("other", _runner.Input.Request.Inline!.Value.GetProperty("model").GetString());
    }

    [Theory]
    [InlineData("""{"model":"nobody"}""")]
    [InlineData("""{"model":7}""")]
    [InlineData("{}")]
    public async Task Handle_ModelIsNoRoute_LeavesTheRefusalToTheDefaultWorkflow(string body)
    {
        await AskAsync(body);

        Assert.Equal("aggregate", _runner.Workflow);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("[]", "must be a JSON object, not an array")]
    [InlineData("{\"a\":1,\n\"b\" 2}", "line 2, column 5")]
    [InlineData("{\"a\":1,\"a\":2}", "uplicate")]
    public async Task Handle_BodyIsNoObject_Is400AndRunsNothing(string body, string complaint)
    {
        GatewayResponse response = await AskAsync(body);

        Assert.Equal(400, response.Status);
        Assert.Contains(complaint, Error(response).GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Null(_runner.Workflow);
    }

    [Fact]
    public async Task Handle_NestedDeeperThanAllowed_Is400()
    {
        GatewayResponse response = await AskAsync("{\"a\":" + new string('[', 100) + new string(']', 100) + "}");

        Assert.Equal(400, response.Status);
        Assert.Contains("depth", Error(response).GetProperty("message").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(WorkflowNotStartedReason.Throttled, 429, "workflow_throttled", true)]
    [InlineData(WorkflowNotStartedReason.Unavailable, 503, "workflow_unavailable", true)]
    [InlineData(WorkflowNotStartedReason.Misconfigured, 500, "workflow_not_startable", false)]
    public async Task Handle_NothingWasStarted_SaysSoAndWhetherToTryAgain(WorkflowNotStartedReason reason, int status, string code, bool retry)
    {
        _runner.Failure = new WorkflowNotStartedException(reason, "arn:aws:states:eu-west-1:123456789012:stateMachine:aggregate");

        GatewayResponse response = await AskAsync("""{"model":"chat"}""");

        Assert.Equal((status, code), (response.Status, Error(response).GetProperty("code").GetString()));
        Assert.Equal(retry ? "true" : "false", response.Headers["x-should-retry"]);
        Assert.Equal(retry, response.Headers.ContainsKey("retry-after"));
        Assert.DoesNotContain("123456789012", Encoding.UTF8.GetString(response.Body.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, null, 502, false)]
    [InlineData(false, "key", 502, true)]
    [InlineData(true, null, 504, false)]
    [InlineData(true, "key", 504, true)]
    public async Task Handle_OutcomeUnknown_IsWorthRepeatingOnlyWithAKey(bool timedOut, string? key, int status, bool retry)
    {
        _runner.Failure = new WorkflowOutcomeUnknownException(timedOut, "connection reset");

        GatewayResponse response = await _gateway.HandleAsync(
            new GatewayRequest { Body = """{"model":"chat"}"""u8.ToArray(), Caller = "a", IdempotencyKey = key }, TestContext.Current.CancellationToken);

        Assert.Equal((status, "workflow_outcome_unknown"), (response.Status, Error(response).GetProperty("code").GetString()));
        Assert.Equal(retry ? "true" : "false", response.Headers["x-should-retry"]);
    }

    [Fact]
    public async Task Handle_BodyTooLargeForStateDataAndNoPayloadStore_Is413()
    {
        ChatGateway gateway = Gateway(new NoPayloadStore());

        GatewayResponse response = await gateway.HandleAsync(
            new GatewayRequest { Body = Encoding.UTF8.GetBytes($$"""{"model":"chat","x":"{{new string('a', StateSize.Shared)}}"}"""), Caller = "a" },
            TestContext.Current.CancellationToken);

        Assert.Equal((413, "request_too_large", 0), (response.Status, Error(response).GetProperty("code").GetString(), _runner.Runs));
    }

    [Fact]
    public async Task Handle_BodyTooLargeForStateData_TravelsByReference()
    {
        await AskAsync($$"""{"model":"chat","x":"{{new string('a', StateSize.Shared)}}"}""");

        Assert.Null(_runner.Input!.Request.Inline);
        Assert.Contains(_runner.Input.Request.Ref!, _payloads.Stored.Keys);
    }

    [Fact]
    public async Task Handle_WorkflowTimedOut_Is504NamingTheExecution()
    {
        _runner.Outcome = new WorkflowOutcome(WorkflowStatus.TimedOut, default, "States.Timeout", null);

        GatewayResponse response = await AskAsync("""{"model":"chat"}""");

        Assert.Equal(504, response.Status);
        Assert.Equal("false", response.Headers["x-should-retry"]);
        Assert.Contains(response.RequestId, Error(response).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handle_WorkflowFailed_HidesTheCause()
    {
        _runner.Outcome = new WorkflowOutcome(WorkflowStatus.Failed, default, "States.DataLimitExceeded", "the prompt was ...");

        GatewayResponse response = await AskAsync("""{"model":"chat"}""");

        Assert.Equal(500, response.Status);
        Assert.Equal("States.DataLimitExceeded", Error(response).GetProperty("aiproxy").GetProperty("error").GetString());
        Assert.DoesNotContain("the prompt", Encoding.UTF8.GetString(response.Body.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"hello":"world"}""")]
    [InlineData("""{"statusCode":99,"body":"{}"}""")]
    [InlineData("""{"statusCode":200}""")]
    [InlineData("7")]
    public async Task Handle_OutputIsNoResponse_Is500SayingWhatItMustBe(string output)
    {
        _runner.Outcome = new WorkflowOutcome(WorkflowStatus.Succeeded, Encoding.UTF8.GetBytes(output));

        GatewayResponse response = await AskAsync("""{"model":"chat"}""");

        Assert.Equal(500, response.Status);
        Assert.Equal("workflow_output_invalid", Error(response).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Handle_OutputBodyByReference_IsFetched()
    {
        string reference = await _payloads.PutAsync("r", "{\"far\":1}"u8.ToArray(), TestContext.Current.CancellationToken);
        _runner.Outcome = new WorkflowOutcome(WorkflowStatus.Succeeded, Encoding.UTF8.GetBytes($$"""{"statusCode":200,"bodyRef":"{{reference}}"}"""));

        GatewayResponse response = await AskAsync("""{"model":"chat"}""");

        Assert.Equal("""{"far":1}""", Encoding.UTF8.GetString(response.Body.Span));
    }

    [Fact]
    public async Task Handle_RunnerThrows_Is500WithoutTheReason()
    {
        _runner.Failure = new InvalidOperationException("connection string");

        GatewayResponse response = await AskAsync("""{"model":"chat"}""");

        Assert.Equal(500, response.Status);
        Assert.Equal("internal_error", Error(response).GetProperty("code").GetString());
        Assert.DoesNotContain("connection string", Encoding.UTF8.GetString(response.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handle_ClientGone_Propagates()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        _runner.Failure = new OperationCanceledException(gone.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _gateway.HandleAsync(
            new GatewayRequest { Body = "{\"model\":\"chat\"}"u8.ToArray(), Caller = "c" }, gone.Token));
    }

    [Fact]
    public async Task Handle_IdempotencyKeyTooLong_Is400()
    {
        GatewayResponse response = await AskAsync("""{"model":"chat"}""", new string('k', 256));

        Assert.Equal("invalid_idempotency_key", Error(response).GetProperty("code").GetString());
    }

    private Task<GatewayResponse> AskAsync(string body, string? idempotencyKey = null) => _gateway.HandleAsync(
        new GatewayRequest { Body = Encoding.UTF8.GetBytes(body), Caller = "c", IdempotencyKey = idempotencyKey },
        TestContext.Current.CancellationToken);

    private static JsonElement Error(GatewayResponse response) => JsonDocument.Parse(response.Body).RootElement.GetProperty("error");
}
