using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Requests;
using AiProxy.Gateway.StepFunctions;
using AiProxy.Gateway.Workflows;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Gateway.Tests.StepFunctions;

/// <summary>What an execution's end means, and what is done about the service's failures: over the wire, with the client that is deployed.</summary>
public sealed class StepFunctionsRunnerTests : IAsyncDisposable
{
    private const string Arn = "arn:aws:states:eu-west-1:123456789012:stateMachine:aggregate:live";
    private const string Succeeded = """{"executionArn":"e","startDate":1,"stopDate":2,"status":"SUCCEEDED","output":"{\"statusCode\":200}"}""";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly RawService _service = new();
    private readonly FakeTimeProvider _time = new();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Run_Succeeded_GivesTheOutputAndNamesTheExecutionAfterTheRequest()
    {
        _service.Answer(Succeeded);

        WorkflowOutcome outcome = await RunAsync();

        Assert.Equal((WorkflowStatus.Succeeded, """{"statusCode":200}"""), (outcome.Status, Encoding.UTF8.GetString(outcome.Output.Span)));
        string request = Assert.Single(_service.Requests);
        Assert.Contains("AWSStepFunctions.StartSyncExecution", request, StringComparison.Ordinal);
        JsonElement body = BodyOf(request);
        Assert.Equal((Arn, "req_1"), (body.GetProperty("stateMachineArn").GetString(), body.GetProperty("name").GetString()));
        JsonElement input = JsonElement.Parse(body.GetProperty("input").GetString()!);
        Assert.Equal("req_1", input.GetProperty("requestId").GetString());
        Assert.False(input.TryGetProperty("timeLeftMs", out _));
    }

    [Fact]
    public async Task Run_PromptInAnotherScript_TakesNoMoreOfTheInputThanItsUtf8()
    {
        _service.Answer(Succeeded);
        string prompt = new('ж', 1000);

        await RunAsync(Input with { Request = Payload.Of(JsonElement.Parse($$"""{"x":"{{prompt}}"}""")) });

        Assert.Contains(prompt, BodyOf(_service.Requests[0]).GetProperty("input").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FAILED", WorkflowStatus.Failed)]
    [InlineData("TIMED_OUT", WorkflowStatus.TimedOut)]
    [InlineData("SOMETHING_NEW", WorkflowStatus.Failed)]
    public async Task Run_ExecutionFailed_IsAnOutcome(string status, WorkflowStatus expected)
    {
        _service.Answer($$"""{"executionArn":"e","startDate":1,"stopDate":2,"status":"{{status}}","error":"States.DataLimitExceeded","cause":"long"}""");

        WorkflowOutcome outcome = await RunAsync();

        Assert.Equal((expected, "States.DataLimitExceeded", "long"), (outcome.Status, outcome.Error, outcome.Cause));
        Assert.True(outcome.Output.IsEmpty);
    }

    [Theory]
    [InlineData("ThrottlingException", 400)]
    [InlineData("com.amazonaws.swf.service.v2.model#ExecutionLimitExceeded", 400)]
    [InlineData("KmsThrottlingException", 400)]
    [InlineData("SomethingElse", 429)]
    [InlineData("ServiceUnavailable", 503)]
    public async Task Run_RefusedBeforeItStarts_IsAskedAgainWithWhatIsLeftOfTheDeadline(string type, int status)
    {
        _service.Fail(type, status).Fail(type, status).Answer(Succeeded);

        WorkflowOutcome outcome = await RunAsync();

        Assert.Equal(WorkflowStatus.Succeeded, outcome.Status);
        Assert.Equal(3, _service.Requests.Count);
        int left = InputOf(_service.Requests[2]).GetProperty("timeLeftMs").GetInt32();
        Assert.InRange(left, (int)Deadline.TotalMilliseconds / 2, (int)Deadline.TotalMilliseconds - 100);
    }

    [Theory]
    [InlineData("ThrottlingException", 400, WorkflowNotStartedReason.Throttled)]
    [InlineData("ServiceUnavailable", 503, WorkflowNotStartedReason.Unavailable)]
    public async Task Run_RefusedForHalfTheDeadline_GivesUp(string type, int status, WorkflowNotStartedReason expected)
    {
        _service.Fail(type, status);
        DateTimeOffset started = _time.GetUtcNow();

        WorkflowNotStartedException thrown = await Assert.ThrowsAsync<WorkflowNotStartedException>(() => RunAsync());

        Assert.Equal(expected, thrown.Reason);
        Assert.InRange(_service.Requests.Count, 4, 12);
        Assert.InRange(_time.GetUtcNow() - started, Deadline / 4, Deadline / 2 + TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("StateMachineDoesNotExist", 400)]
    [InlineData("AccessDeniedException", 400)]
    [InlineData("ExpiredTokenException", 403)]
    [InlineData("InvalidArn", 400)]
    [InlineData("StateMachineTypeNotSupported", 400)]
    public async Task Run_RefusedForGood_IsNotAskedAgain(string type, int status)
    {
        _service.Fail(type, status);

        WorkflowNotStartedException thrown = await Assert.ThrowsAsync<WorkflowNotStartedException>(() => RunAsync());

        Assert.Equal(WorkflowNotStartedReason.Misconfigured, thrown.Reason);
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task Run_ConnectionLostAfterTheRequest_IsUnknownAndNeverStartedTwice()
    {
        _service.Cut();

        WorkflowOutcomeUnknownException thrown = await Assert.ThrowsAsync<WorkflowOutcomeUnknownException>(() => RunAsync());

        Assert.False(thrown.TimedOut);
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task Run_ReusedConnectionLostAfterTheRequest_IsUnknownAndNeverStartedTwice()
    {
        _service.Answer(Succeeded).Cut();
        using IAmazonStepFunctions client = Client(_service.Url);
        await RunAsync(client: client);

        await Assert.ThrowsAsync<WorkflowOutcomeUnknownException>(() => RunAsync(client: client));

        Assert.Equal(2, _service.Requests.Count);
    }

    [Fact]
    public async Task Run_AnswerCut_IsUnknownAndNeverStartedTwice()
    {
        _service.CutAnswer(Succeeded);

        await Assert.ThrowsAsync<WorkflowOutcomeUnknownException>(() => RunAsync());

        Assert.Single(_service.Requests);
    }

    [Theory]
    [InlineData(200, "<html>not the service</html>", false)]
    [InlineData(500, """{"__type":"InternalFailure","message":"no"}""", false)]
    [InlineData(502, "<html>Bad gateway</html>", false)]
    [InlineData(503, "<html>Somebody on the way</html>", false)]
    [InlineData(504, "<html>Gateway timeout</html>", true)]
    public async Task Run_AnswerSaysNothingOfTheExecution_IsUnknownAndNeverStartedTwice(int status, string body, bool timedOut)
    {
        _service.Answer(body, status);

        WorkflowOutcomeUnknownException thrown = await Assert.ThrowsAsync<WorkflowOutcomeUnknownException>(() => RunAsync());

        Assert.Equal(timedOut, thrown.TimedOut);
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task Run_NoAnswerInTime_IsUnknownAndNeverStartedTwice()
    {
        _service.Hang();
        using IAmazonStepFunctions client = Client(_service.Url, timeout: TimeSpan.FromMilliseconds(300));

        WorkflowOutcomeUnknownException thrown = await Assert.ThrowsAsync<WorkflowOutcomeUnknownException>(() => RunAsync(client: client));

        Assert.True(thrown.TimedOut);
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task Run_NobodyListens_WasNotStarted()
    {
        using IAmazonStepFunctions client = Client(FreeUrl());

        WorkflowNotStartedException thrown = await Assert.ThrowsAsync<WorkflowNotStartedException>(() => RunAsync(client: client));

        Assert.Equal(WorkflowNotStartedReason.Unavailable, thrown.Reason);
    }

    [Fact]
    public async Task Run_HandshakeNeverEnds_WasNotStarted()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using IAmazonStepFunctions client = Client($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", connect: TimeSpan.FromMilliseconds(200));

        WorkflowNotStartedException thrown = await Assert.ThrowsAsync<WorkflowNotStartedException>(() => RunAsync(client: client, deadline: TimeSpan.FromMilliseconds(200)));

        Assert.Equal(WorkflowNotStartedReason.Unavailable, thrown.Reason);
    }

    [Fact]
    public async Task Run_NoSuchWorkflow_WasNotStarted()
    {
        WorkflowNotStartedException thrown = await Assert.ThrowsAsync<WorkflowNotStartedException>(() => RunAsync(workflow: "another"));

        Assert.Equal(WorkflowNotStartedReason.Misconfigured, thrown.Reason);
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task Run_ClientGone_IsCancelled()
    {
        _service.Hang();
        using var gone = new CancellationTokenSource();
        using IAmazonStepFunctions client = Client(_service.Url);
        Task<WorkflowOutcome> running = Runner(client).RunAsync("aggregate", Input, Deadline, gone.Token);
        while (_service.Requests.Count == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Run_ClientGoneWhileItWaitsToAskAgain_IsCancelled()
    {
        _service.Fail("ThrottlingException");
        using var gone = new CancellationTokenSource();
        using IAmazonStepFunctions client = Client(_service.Url);
        Task<WorkflowOutcome> running = Runner(client).RunAsync("aggregate", Input, Deadline, gone.Token);
        while (_service.Requests.Count == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static WorkflowInput Input { get; } = new() { RequestId = "req_1", Caller = "c", Request = Payload.Of(JsonElement.Parse("{}")) };

    private static AmazonStepFunctionsClient Client(string url, TimeSpan? timeout = null, TimeSpan? connect = null) =>
        new(new BasicAWSCredentials("AKIDEXAMPLE", "secret"), StepFunctionsClient.Configure("eu-west-1", url, timeout, connect));

    private static JsonElement BodyOf(string request) => JsonElement.Parse(request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);

    private static JsonElement InputOf(string request) => JsonElement.Parse(BodyOf(request).GetProperty("input").GetString()!);

    private static string FreeUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    private StepFunctionsRunner Runner(IAmazonStepFunctions client) =>
        new(client, new WorkflowArns(new Dictionary<string, string> { ["aggregate"] = Arn }), _time);

    // Time passes as soon as the runner waits for it.
    private async Task<WorkflowOutcome> RunAsync(WorkflowInput? input = null, string workflow = "aggregate", IAmazonStepFunctions? client = null, TimeSpan? deadline = null)
    {
        using AmazonStepFunctionsClient own = Client(_service.Url);
        Task<WorkflowOutcome> running = Runner(client ?? own).RunAsync(workflow, input ?? Input, deadline ?? Deadline, TestContext.Current.CancellationToken);
        while (!running.IsCompleted)
        {
            int seen = _service.Requests.Count;
            await Task.WhenAny(running, Task.Delay(10, TestContext.Current.CancellationToken));
            if (seen == _service.Requests.Count)
            {
                _time.Advance(TimeSpan.FromMilliseconds(50));
            }
        }
        return await running;
    }
}
