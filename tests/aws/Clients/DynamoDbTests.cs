using AiProxy.Peers;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace AiProxy.Clients.Tests;

/// <summary>DynamoDB's client against dynalite.</summary>
public sealed class DynamoDbTests(PeerFixture<Dynalite> dynalite) : IClassFixture<PeerFixture<Dynalite>>
{
    private static readonly BasicAWSCredentials Credentials = new("AKIDEXAMPLE", "secret");
    private readonly string _table = $"items-{Guid.NewGuid():N}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static AmazonDynamoDBClient Client(string url, int retries = 0, TimeSpan? timeout = null) => new(Credentials, new AmazonDynamoDBConfig
    {
        ServiceURL = url,
        AuthenticationRegion = "eu-west-1",
        MaxErrorRetry = retries,
        Timeout = timeout,
    });

    private async Task<AmazonDynamoDBClient> DynaliteAsync()
    {
        var endpoint = (await dynalite.GetAsync()).Endpoint;
        using var tables = new DynamoDbTables(endpoint);
        await tables.CreateAsync(_table, "id", null, Token);
        return Client(endpoint.ToString());
    }

    private static Dictionary<string, AttributeValue> Key(string id) => new() { ["id"] = new(id) };

    [Fact]
    public async Task PutItem_EveryType_IsReadBack()
    {
        using var client = await DynaliteAsync();
        await client.PutItemAsync(
            new PutItemRequest
            {
                TableName = _table,
                Item = new Dictionary<string, AttributeValue>(Key("a"))
                {
                    ["n"] = new() { N = "12.5" },
                    ["set"] = new(["x", "y"]),
                    ["yes"] = new() { BOOL = true },
                    ["nothing"] = new() { NULL = true },
                },
            },
            Token);

        var item = (await client.GetItemAsync(new GetItemRequest { TableName = _table, Key = Key("a"), ConsistentRead = true }, Token)).Item;

        Assert.Equal(5, item.Count);
        Assert.Equal("a", item["id"].S);
        Assert.Equal("12.5", item["n"].N);
        Assert.Equal(["x", "y"], item["set"].SS.Order(StringComparer.Ordinal));
        Assert.True(item["yes"].BOOL);
        Assert.True(item["nothing"].NULL);
        Assert.Null(item["n"].S);
    }

    [Fact]
    public async Task GetItem_NotThere_HasNoItem()
    {
        using var client = await DynaliteAsync();

        Assert.Null((await client.GetItemAsync(new GetItemRequest { TableName = _table, Key = Key("none") }, Token)).Item);
    }

    [Fact]
    public async Task GetItem_Projection_ReadsTheAttributesAskedFor()
    {
        using var client = await DynaliteAsync();
        await client.PutItemAsync(new PutItemRequest { TableName = _table, Item = new(Key("a")) { ["owner"] = new("me"), ["other"] = new("x") } }, Token);

        var item = (await client.GetItemAsync(
            new GetItemRequest { TableName = _table, Key = Key("a"), ProjectionExpression = "#o", ExpressionAttributeNames = new() { ["#o"] = "owner" } },
            Token)).Item;

        Assert.Equal(["owner"], item.Keys);
    }

    [Fact]
    public async Task PutItem_ConditionThatDoesNotHold_Throws()
    {
        using var client = await DynaliteAsync();
        var put = new PutItemRequest
        {
            TableName = _table,
            Item = Key("a"),
            ConditionExpression = "attribute_not_exists(#id)",
            ExpressionAttributeNames = new() { ["#id"] = "id" },
        };
        await client.PutItemAsync(put, Token);

        var thrown = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => client.PutItemAsync(put, Token));

        Assert.Equal("The conditional request failed", thrown.Message);
        Assert.Null(thrown.Item);
    }

    [Fact]
    public async Task UpdateAndDelete_UnderAHoldingCondition_ChangeAndRemove()
    {
        using var client = await DynaliteAsync();
        await client.PutItemAsync(new PutItemRequest { TableName = _table, Item = new(Key("a")) { ["owner"] = new("me") } }, Token);

        await client.UpdateItemAsync(
            new UpdateItemRequest
            {
                TableName = _table,
                Key = Key("a"),
                UpdateExpression = "SET #a = :a",
                ConditionExpression = "#o = :o",
                ExpressionAttributeNames = new() { ["#a"] = "answer", ["#o"] = "owner" },
                ExpressionAttributeValues = new() { [":a"] = new("42"), [":o"] = new("me") },
            },
            Token);
        Assert.Equal("42", (await client.GetItemAsync(new GetItemRequest { TableName = _table, Key = Key("a") }, Token)).Item["answer"].S);

        await client.DeleteItemAsync(new DeleteItemRequest { TableName = _table, Key = Key("a") }, Token);
        Assert.Null((await client.GetItemAsync(new GetItemRequest { TableName = _table, Key = Key("a") }, Token)).Item);
    }

    [Fact]
    public async Task GetItem_NoSuchTable_ThrowsItsException()
    {
        using var client = await DynaliteAsync();

        await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.GetItemAsync(new GetItemRequest { TableName = "nobody-made-it", Key = Key("a") }, Token));
    }

    [Fact]
    public async Task PutItem_RefusedWithTheItem_HandsItOn()
    {
        await using var stub = await ServiceStub.StartAsync();
        stub.Fail(400, null, """
            {"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"no","Item":{"owner":{"S":"another"}}}
            """);
        using var client = Client(stub.Url);

        var thrown = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => client.PutItemAsync(
            new PutItemRequest { TableName = "t", Item = Key("a"), ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD }, Token));

        Assert.Equal("another", thrown.Item!["owner"].S);
        Assert.Contains("\"ReturnValuesOnConditionCheckFailure\":\"ALL_OLD\"", stub.Requests[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "ProvisionedThroughputExceededException")]
    [InlineData(400, "ThrottlingException")]
    [InlineData(500, "InternalServerError")]
    [InlineData(503, "ServiceUnavailable")]
    public async Task GetItem_PassingFault_IsTriedAgainAsOftenAsConfigured(int status, string code)
    {
        await using var stub = await ServiceStub.StartAsync();
        for (var i = 0; i < 3; i++)
            stub.Fail(status, null, $$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{code}}"}""");
        using var client = Client(stub.Url, retries: 2);

        var thrown = await Assert.ThrowsAnyAsync<AmazonDynamoDBException>(() => client.GetItemAsync(new GetItemRequest { TableName = "t", Key = Key("a") }, Token));

        Assert.Equal(code, thrown.ErrorCode);
        Assert.Equal(3, stub.Requests.Count);
    }

    [Fact]
    public async Task GetItem_RequestThatIsWrong_IsNotTriedAgain()
    {
        await using var stub = await ServiceStub.StartAsync();
        stub.Fail(400, null, """{"__type":"com.amazon.coral.validate#ValidationException","message":"bad"}""");
        using var client = Client(stub.Url, retries: 2);

        var thrown = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => client.GetItemAsync(new GetItemRequest { TableName = "t", Key = Key("a") }, Token));

        Assert.Equal(("ValidationException", "bad"), (thrown.ErrorCode, thrown.Message));
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task GetItem_NobodyListens_ThrowsAConnectionsFailure()
    {
        using var client = Client("http://127.0.0.1:1");

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetItemAsync(new GetItemRequest { TableName = "t", Key = Key("a") }, Token));
    }

    [Fact]
    public async Task GetItem_AnswerThatIsNotJson_ThrowsAClientsFailure()
    {
        await using var stub = await ServiceStub.StartAsync();
        stub.Answer("<html>");
        using var client = Client(stub.Url);

        await Assert.ThrowsAsync<AmazonClientException>(() => client.GetItemAsync(new GetItemRequest { TableName = "t", Key = Key("a") }, Token));
    }

    [Fact]
    public async Task GetItem_NoAnswerInTime_ThrowsAClientsFailure()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        using var client = Client($"http://{silent.LocalEndpoint}", timeout: TimeSpan.FromMilliseconds(50));

        var thrown = await Assert.ThrowsAsync<AmazonClientException>(() => client.GetItemAsync(new GetItemRequest { TableName = "t", Key = Key("a") }, Token));

        Assert.IsType<TimeoutException>(thrown.InnerException);
    }
}
