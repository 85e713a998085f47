using System.Globalization;
using AiProxy.Gateway.Tests.StepFunctions;
using AiProxy.Lambda.Tests;
using AiProxy.Peers;

namespace AiProxy.Gateway.Tests.Http;

/// <summary>The program against a Runtime API, a Step Functions that answers on a socket and a DynamoDB that is not ours.</summary>
public sealed class GatewayProcessTests(PeerFixture<Dynalite> dynalite) : IClassFixture<PeerFixture<Dynalite>>, IAsyncLifetime
{
    private const string Headers = """{"Idempotency-Key":"k-1"}""";
    private const string Succeeded =
        """{"executionArn":"e","startDate":1,"stopDate":2,"status":"SUCCEEDED","output":"{\"statusCode\":200,\"headers\":{},\"body\":\"{\\\"choices\\\":[]}\"}"}""";

    private readonly string _table = $"records-{Guid.NewGuid():N}";
    private readonly string _routes = Path.GetTempFileName();
    private readonly RawService _stepFunctions = new();
    private readonly List<RuntimeApiStub> _apis = [];
    private Uri _endpoint = null!;
    private int _requests;

    public async ValueTask InitializeAsync()
    {
        _endpoint = (await dynalite.GetAsync()).Endpoint;
        using var tables = new DynamoDbTables(_endpoint);
        await tables.CreateAsync(_table, "id", null, Cancel);
        await File.WriteAllTextAsync(
            _routes, """{"providers":{"openai":{}},"defaults":{"deadlineMs":6000,"timeoutMs":6000},"routes":{"chat":{"targets":["openai/m"]}}}""", Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (RuntimeApiStub api in _apis)
        {
            await api.DisposeAsync();
        }
        await _stepFunctions.DisposeAsync();
        File.Delete(_routes);
    }

    [Fact]
    public async Task Chat_SameKeyToTwoProcesses_IsOneExecutionAndOneReplay()
    {
        _stepFunctions.Answer(Succeeded);
        RuntimeApiStub firstApi = await ApiAsync(), secondApi = await ApiAsync();
        await using GatewayProcess first = Start(firstApi);
        await using GatewayProcess second = Start(secondApi);

        StreamedAnswer carriedOut = await AskAsync(firstApi);
        StreamedAnswer replayed = await AskAsync(secondApi);

        Assert.Equal((200, """{"choices":[]}"""), (carriedOut.Status, carriedOut.Body));
        Assert.Equal((200, carriedOut.Body, "true"), (replayed.Status, replayed.Body, replayed.Headers["idempotency-replayed"]));
        Assert.Equal(carriedOut.Headers["x-request-id"], replayed.Headers["aiproxy-execution-id"]);
        string request = Assert.Single(_stepFunctions.Requests);
        Assert.Contains("/eu-west-1/states/aws4_request", request, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Killed_WhileTheExecutionRuns_TheKeyIsFreeAgainWhenItsTimeIsOver()
    {
        _stepFunctions.Hang().Answer(Succeeded);
        RuntimeApiStub firstApi = await ApiAsync(), secondApi = await ApiAsync();
        await using GatewayProcess second = Start(secondApi);
        await using (GatewayProcess first = Start(firstApi))
        {
            Enqueue(firstApi);
            while (_stepFunctions.Requests.Count == 0)
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }
            await first.KillAsync();
        }

        StreamedAnswer answer = await AskAsync(secondApi);
        while (answer.Status == 409)
        {
            Assert.Equal(("idempotency_in_progress", "true"), (answer.Code, answer.Headers["x-should-retry"]));
            Assert.Single(_stepFunctions.Requests);
            answer = await AskAsync(secondApi);
        }

        Assert.Equal((200, 2), (answer.Status, _stepFunctions.Requests.Count));
    }

    [Theory]
    [InlineData("WORKFLOWS", "{}", "There is no workflow")]
    [InlineData("IDEMPOTENCY_TABLE", "", "Set IDEMPOTENCY_TABLE")]
    [InlineData("AIPROXY_ROUTES", "/none/routes.json", "/none/routes.json")]
    public async Task Start_EnvironmentIsWrong_IsTheInitErrorAndSaysWhatToSet(string name, string value, string complaint)
    {
        RuntimeApiStub api = await ApiAsync();
        await using GatewayProcess process = Start(api, (name, value));

        Posted posted = await api.PostedAsync();

        Assert.Equal("init/error", posted.Path);
        Assert.Contains(complaint, posted.Body, StringComparison.Ordinal);
        await process.EndAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<RuntimeApiStub> ApiAsync()
    {
        RuntimeApiStub api = await RuntimeApiStub.StartAsync();
        _apis.Add(api);
        return api;
    }

    private GatewayProcess Start(RuntimeApiStub api, params (string Name, string Value)[] more) => GatewayProcess.Start(
        api,
        [
            ("WORKFLOWS", """{"aggregate":"arn:aws:states:eu-west-1:123456789012:stateMachine:aggregate:live"}"""), ("IDEMPOTENCY_TABLE", _table), ("AIPROXY_ROUTES", _routes),
            ("AWS_ENDPOINT_URL_SFN", _stepFunctions.Url), ("AWS_ENDPOINT_URL_DYNAMODB", _endpoint.ToString()), .. more,
        ]);

    private async Task<StreamedAnswer> AskAsync(RuntimeApiStub api)
    {
        Enqueue(api);
        return StreamedAnswer.Of(await api.PostedAsync());
    }

    private void Enqueue(RuntimeApiStub api) => api.Enqueue(
        string.Create(CultureInfo.InvariantCulture, $"r-{++_requests}"),
        RunningFunction.Event(headers: Headers),
        ("Lambda-Runtime-Deadline-Ms", DateTimeOffset.UtcNow.AddMinutes(1).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));
}
