using System.Text.Json;
using AWS.Lambda.Powertools.Idempotency;
using AWS.Lambda.Powertools.Idempotency.Exceptions;
using AWS.Lambda.Powertools.Idempotency.Persistence;

namespace AiProxy.Powertools.Tests.Idempotency;

public sealed class DynamoDBPersistenceStoreTests : IAsyncLifetime
{
    private const string Names = """{"#id":"id","#expiry":"expiration","#in_progress_expiry":"in_progress_expiration","#status":"status"}""";

    private const string Condition =
        "attribute_not_exists(#id) OR #expiry < :now OR (attribute_exists(#in_progress_expiry) AND "
        + "#in_progress_expiry < :now_milliseconds AND #status = :inprogress)";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);

    private DynamoDbStub _stub = null!;

    public async ValueTask InitializeAsync() => _stub = await DynamoDbStub.StartAsync();

    public ValueTask DisposeAsync() => _stub.DisposeAsync();

    [Fact]
    public async Task PutRecord_NewCall_WritesTheItemUnderItsCondition()
    {
        _stub.Answer("{}");

        await Store().PutRecord(
            new DataRecord("call#1", DataRecord.DataRecordStatus.INPROGRESS, 1_700_003_600, null, "", 1_700_000_003_123), Now);

        AssertRequest(
            "PutItem",
            $$$$"""
            {"TableName":"records",
             "Item":{"id":{"S":"call#1"},"expiration":{"N":"1700003600"},"status":{"S":"INPROGRESS"},"in_progress_expiration":{"N":"1700000003123"}},
             "ConditionExpression":"{{{{Condition}}}}",
             "ExpressionAttributeNames":{{{{Names}}}},
             "ExpressionAttributeValues":{":now":{"N":"1700000000"},":now_milliseconds":{"N":"1700000000123"},":inprogress":{"S":"INPROGRESS"}}}
            """);
    }

    [Fact]
    public async Task PutRecord_LiveRecordThere_Throws()
    {
        _stub.RefuseCondition();

        var thrown = await Assert.ThrowsAsync<IdempotencyItemAlreadyExistsException>(
            () => Store().PutRecord(new DataRecord("call#1", DataRecord.DataRecordStatus.INPROGRESS, 1, null, ""), Now));

        Assert.Equal("Failed to put record for already existing idempotency key: call#1", thrown.Message);
    }

    [Fact]
    public async Task GetRecord_Completed_ReadsConsistently()
    {
        _stub.Answer("""
            {"Item":{"id":{"S":"call#1"},"expiration":{"N":"4102444800"},"status":{"S":"COMPLETED"},"data":{"S":"{\"a\":1}"},"validation":{"S":"h"},
             "in_progress_expiration":{"N":"17"}}}
            """);

        var record = await Store().GetRecord("call#1");

        AssertRequest("GetItem", """{"TableName":"records","ConsistentRead":true,"Key":{"id":{"S":"call#1"}}}""");
        Assert.Equal("call#1", record.IdempotencyKey);
        Assert.Equal(DataRecord.DataRecordStatus.COMPLETED, record.Status);
        Assert.Equal(4102444800, record.ExpiryTimestamp);
        Assert.Equal("""{"a":1}""", record.ResponseData);
        Assert.Equal("h", record.PayloadHash);
        Assert.Equal(17, record.InProgressExpiryTimestamp);
    }

    [Fact]
    public async Task GetRecord_InProgress_HasNoAnswer()
    {
        _stub.Answer("""{"Item":{"id":{"S":"call#1"},"expiration":{"N":"4102444800"},"status":{"S":"INPROGRESS"}}}""");

        var record = await Store().GetRecord("call#1");

        Assert.Equal(DataRecord.DataRecordStatus.INPROGRESS, record.Status);
        Assert.Null(record.ResponseData);
        Assert.Null(record.PayloadHash);
        Assert.Null(record.InProgressExpiryTimestamp);
    }

    [Fact]
    public async Task GetRecord_NotThere_Throws()
    {
        _stub.Answer("{}");

        await Assert.ThrowsAsync<IdempotencyItemNotFoundException>(() => Store().GetRecord("call#1"));
    }

    [Fact]
    public async Task UpdateRecord_Answer_SetsDataExpiryAndStatus()
    {
        _stub.Answer("{}");

        await Store().UpdateRecord(new DataRecord("call#1", DataRecord.DataRecordStatus.COMPLETED, 1_700_003_600, """{"a":1}""", ""));

        AssertRequest("UpdateItem", """
            {"TableName":"records","Key":{"id":{"S":"call#1"}},
             "UpdateExpression":"SET #response_data = :response_data, #expiry = :expiry, #status = :status",
             "ExpressionAttributeNames":{"#response_data":"data","#expiry":"expiration","#status":"status"},
             "ExpressionAttributeValues":{":response_data":{"S":"{\"a\":1}"},":expiry":{"N":"1700003600"},":status":{"S":"COMPLETED"}}}
            """);
    }

    [Fact]
    public async Task UpdateRecord_PayloadValidation_SetsTheHashToo()
    {
        _stub.Answer("{}");
        var store = Store();
        store.Configure(new IdempotencyOptionsBuilder().WithPayloadValidationJmesPath("Text").Build(), null, null);

        await store.UpdateRecord(new DataRecord("call#1", DataRecord.DataRecordStatus.COMPLETED, 1, "1", "h"));

        var (_, body) = Assert.Single(_stub.Requests);
        Assert.EndsWith(", #validation_key = :validation_key", body.GetProperty("UpdateExpression").GetString(), StringComparison.Ordinal);
        Assert.Equal("validation", body.GetProperty("ExpressionAttributeNames").GetProperty("#validation_key").GetString());
        Assert.Equal("h", body.GetProperty("ExpressionAttributeValues").GetProperty(":validation_key").GetProperty("S").GetString());
    }

    [Fact]
    public async Task DeleteRecord_Key_DeletesTheItem()
    {
        _stub.Answer("{}");

        await Store().DeleteRecord("call#1");

        AssertRequest("DeleteItem", """{"TableName":"records","Key":{"id":{"S":"call#1"}}}""");
    }

    [Fact]
    public async Task SortKey_Records_ShareOnePartition()
    {
        _stub.Answer("{}");
        _stub.Answer("""{"Item":{"PK":{"S":"static"},"SK":{"S":"call#1"},"ttl":{"N":"4102444800"},"st":{"S":"COMPLETED"},"d":{"S":"1"}}}""");
        var store = Store(builder => builder.WithKeyAttr("PK").WithSortKeyAttr("SK").WithStaticPkValue("static")
            .WithExpiryAttr("ttl").WithStatusAttr("st").WithDataAttr("d").WithInProgressExpiryAttr("ipe").WithValidationAttr("v"));

        await store.PutRecord(new DataRecord("call#1", DataRecord.DataRecordStatus.INPROGRESS, 9, null, "", 8), Now);
        var record = await store.GetRecord("call#1");

        var put = _stub.Requests[0].Body;
        Assert.Equal("""{"PK":{"S":"static"},"SK":{"S":"call#1"},"ttl":{"N":"9"},"st":{"S":"INPROGRESS"},"ipe":{"N":"8"}}""", put.GetProperty("Item").GetRawText());
        Assert.Equal("PK", put.GetProperty("ExpressionAttributeNames").GetProperty("#id").GetString());
        Assert.Equal(
            """{"PK":{"S":"static"},"SK":{"S":"call#1"}}""", _stub.Requests[1].Body.GetProperty("Key").GetRawText());
        Assert.Equal(("call#1", "1"), (record.IdempotencyKey, record.ResponseData));
    }

    [Fact]
    public void Build_NoTable_IsRefused() =>
        Assert.ThrowsAny<ArgumentException>(() => new DynamoDBPersistenceStoreBuilder().Build());

    private DynamoDBPersistenceStore Store(Action<DynamoDBPersistenceStoreBuilder>? more = null)
    {
        var builder = new DynamoDBPersistenceStoreBuilder().WithTableName("records").WithDynamoDBClient(_stub.Client());
        more?.Invoke(builder);
        return builder.Build();
    }

    private void AssertRequest(string operation, string body)
    {
        var request = Assert.Single(_stub.Requests);
        Assert.Equal(operation, request.Operation);
        using var expected = JsonDocument.Parse(body);
        Assert.True(JsonElement.DeepEquals(expected.RootElement, request.Body), request.Body.GetRawText());
    }
}
