using System.Net;
using System.Net.Sockets;
using AiProxy.Aws.Powertools;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using AWS.Lambda.Powertools.Idempotency;
using AWS.Lambda.Powertools.Idempotency.Exceptions;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using Setup = AWS.Lambda.Powertools.Idempotency.Idempotency;

namespace AiProxy.Powertools.Tests.Idempotency;

/// <summary>What an idempotent call makes of a DynamoDB that is throttled, slow, cut off or gone.</summary>
[Collection(nameof(IdempotencyTests))]
public sealed class StoreTroubleTests : IAsyncLifetime
{
    private DynamoDbStub _stub = null!;
    private int _calls;

    public async ValueTask InitializeAsync() => _stub = await DynamoDbStub.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Setup.Configure(builder => builder.WithPersistenceStore(new MemoryStore()));
        await _stub.DisposeAsync();
    }

    [Fact]
    public async Task Run_ThrottledForAMoment_IsRetriedByTheSdk()
    {
        _stub.Throttle();
        _stub.Answer("{}");
        _stub.Throttle();
        _stub.Answer("{}");

        Assert.Equal(new Answer("a", 1), await RunAsync(_stub.Client(retries: 1)));

        Assert.Equal(["PutItem", "PutItem", "UpdateItem", "UpdateItem"], _stub.Requests.Select(request => request.Operation));
    }

    [Fact]
    public async Task Run_ThrottledOnClaiming_FailsBeforeTheTarget()
    {
        _stub.Throttle();
        _stub.Throttle();

        var thrown = await Assert.ThrowsAsync<IdempotencyPersistenceLayerException>(() => RunAsync(_stub.Client(retries: 1)));

        Assert.Equal("Failed to save in progress record to idempotency store.", thrown.Message);
        Assert.IsType<ProvisionedThroughputExceededException>(thrown.InnerException);
        Assert.Equal(0, _calls);
    }

    [Fact]
    public async Task Run_ThrottledOnStoring_SaysSoThoughTheTargetRan()
    {
        _stub.Answer("{}");
        _stub.Throttle();

        var thrown = await Assert.ThrowsAsync<IdempotencyPersistenceLayerException>(() => RunAsync(_stub.Client()));

        Assert.Equal("Failed to update record state to success in idempotency store.", thrown.Message);
        Assert.Equal(1, _calls);
        Assert.Equal(["PutItem", "UpdateItem"], _stub.Requests.Select(request => request.Operation));
    }

    [Fact]
    public async Task Run_ThrottledOnReading_SaysSo()
    {
        _stub.RefuseCondition();
        _stub.Throttle();

        var thrown = await Assert.ThrowsAsync<IdempotencyPersistenceLayerException>(() => RunAsync(_stub.Client()));

        Assert.Equal("Failed to get record from idempotency store.", thrown.Message);
        Assert.IsType<ProvisionedThroughputExceededException>(thrown.InnerException);
        Assert.Equal(0, _calls);
    }

    [Fact]
    public async Task Run_NoAnswerInTime_SaysSo()
    {
        _stub.Hang();

        var thrown = await Assert.ThrowsAsync<IdempotencyPersistenceLayerException>(
            () => RunAsync(_stub.Client(timeout: TimeSpan.FromMilliseconds(50))));

        Assert.IsType<TimeoutException>(thrown.InnerException is AmazonClientException client ? client.InnerException : thrown.InnerException);
        Assert.Equal(0, _calls);
    }

    [Fact]
    public async Task Run_NobodyThere_SaysSo()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var url = $"http://{closed.LocalEndpoint}";
        closed.Stop();

        var thrown = await Assert.ThrowsAsync<IdempotencyPersistenceLayerException>(() => RunAsync(DynamoDbStub.Client(url)));

        Assert.IsType<HttpRequestException>(thrown.InnerException);
        Assert.Equal(0, _calls);
    }

    /// <summary>
    /// The claim was stored and its answer lost, so that the SDK's second try meets our own claim. Nothing tells it from another
    /// invocation's, and running the target then could call a provider twice: it is refused until its deadline has passed.
    /// </summary>
    [Fact]
    public async Task Run_AnswerToTheClaimLost_IsRefusedRatherThanRunTwice()
    {
        _stub.LoseTheAnswer();
        _stub.RefuseCondition();
        _stub.Answer("""{"Item":{"id":{"S":"call#1"},"expiration":{"N":"4102444800"},"in_progress_expiration":{"N":"4102444800000"},"status":{"S":"INPROGRESS"}}}""");

        await Assert.ThrowsAsync<IdempotencyAlreadyInProgressException>(() => RunAsync(_stub.Client(retries: 1)));

        Assert.Equal(["PutItem", "PutItem", "GetItem"], _stub.Requests.Select(request => request.Operation));
        Assert.Equal(0, _calls);
    }

    [Fact]
    public async Task Run_AnswerToTheResultLost_IsStoredAgain()
    {
        _stub.Answer("{}");
        _stub.LoseTheAnswer();
        _stub.Answer("{}");

        Assert.Equal(new Answer("a", 1), await RunAsync(_stub.Client(retries: 1)));

        Assert.Equal(_stub.Requests[1].Body.GetRawText(), _stub.Requests[2].Body.GetRawText());
    }

    [Fact]
    public async Task Run_NoClientGiven_GoesWhereTheEnvironmentSays()
    {
        var variables = new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL_DYNAMODB"] = _stub.Url,
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_ACCESS_KEY_ID"] = "AKID",
            ["AWS_SECRET_ACCESS_KEY"] = "secret",
        };
        _stub.Answer("{}");
        _stub.Answer("{}");
        foreach (var (name, value) in variables)
            Environment.SetEnvironmentVariable(name, value);
        try
        {
            Setup.Configure(builder => builder.UseDynamoDb("records").WithOptions(options => options.WithEventKeyJmesPath("CallKey")));
            Assert.Equal(new Answer("a", 1), await RunAsync());
        }
        finally
        {
            foreach (var name in variables.Keys)
                Environment.SetEnvironmentVariable(name, null);
        }

        Assert.Equal(["PutItem", "UpdateItem"], _stub.Requests.Select(request => request.Operation));
    }

    private async Task<Answer> RunAsync(AmazonDynamoDBClient client)
    {
        using (client)
        {
            Setup.Configure(builder => builder
                .WithPersistenceStore(new DynamoDBPersistenceStoreBuilder().WithTableName("records").WithDynamoDBClient(client).Build())
                .WithOptions(options => options.WithEventKeyJmesPath("CallKey")));
            return await RunAsync();
        }
    }

    private Task<Answer> RunAsync() => InvocationOnce.RunAsync(
        new IdempotentAttribute { KeyPrefix = "call" },
        "Handle",
        new Order("k"),
        new TestLambdaContext(),
        TestJson.Serializer,
        () => Task.FromResult(new Answer("a", ++_calls)));
}
