using System.Text.Json.Nodes;
using AiProxy.Host.Storage;
using AiProxy.LocalServices;
using AiProxy.LocalServices.DynamoDb;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Host.Tests.Storage;

/// <summary>One record, whichever of the two stores wrote it.</summary>
public sealed class SqliteItemStoreTests : IDisposable
{
    private static readonly LocalTable Records = new(SqliteItemStore.Records, "id");
    private static readonly LocalTable Other = new("other", "id");
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);

    private readonly Database _database = new(":memory:", new FakeTimeProvider(Now));
    private readonly SqliteItemStore _items;
    private readonly SqliteIdempotencyStore _records;

    public SqliteItemStoreTests()
    {
        _items = new SqliteItemStore(_database, Records, Other);
        _records = new SqliteIdempotencyStore(_database);
    }

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Record_OfTheFunctionsInProcess_IsAnItem()
    {
        await _records.PutRecord(new DataRecord("call#1", DataRecord.DataRecordStatus.INPROGRESS, 1_900_000_100, null!, null!, 1_900_000_000_123), Now);

        AssertSame(
            """{"id":{"S":"call#1"},"status":{"S":"INPROGRESS"},"expiration":{"N":"1900000100"},"in_progress_expiration":{"N":"1900000000123"}}""",
            _items.Read(Records, "call#1"));
    }

    [Fact]
    public async Task Item_OfTheFunctionsAsProcesses_IsARecord()
    {
        await _items.ChangeAsync(Records, "call#1", _ => """{"id":{"S":"call#1"},"status":{"S":"COMPLETED"},"expiration":{"N":"1900000100"},"data":{"S":"{}"}}""");

        DataRecord record = await _records.GetRecord("call#1");

        Assert.Equal((DataRecord.DataRecordStatus.COMPLETED, "{}", 1_900_000_100L), (record.Status, record.ResponseData, record.ExpiryTimestamp));
    }

    [Fact]
    public async Task Item_OfAnotherShape_IsKeptAsItIs()
    {
        const string Request = """{"id":{"S":"request#1"},"owner":{"S":"a"},"status":{"S":"INPROGRESS"},"expiration":{"N":"1900000100"}}""";
        await _items.ChangeAsync(Records, "request#1", _ => Request);
        await _items.ChangeAsync(Other, "request#1", _ => """{"id":{"S":"request#1"}}""");

        AssertSame(Request, _items.Read(Records, "request#1"));
        AssertSame("""{"id":{"S":"request#1"}}""", _items.Read(Other, "request#1"));
        await _items.ChangeAsync(Records, "request#1", _ => null);
        Assert.Null(_items.Read(Records, "request#1"));
        Assert.NotNull(_items.Read(Other, "request#1"));
    }

    [Fact]
    public async Task Change_Refused_ChangesNothingAndOthersGoOn()
    {
        await _items.ChangeAsync(Other, "k", _ => """{"id":{"S":"k"},"n":{"N":"1"}}""");

        Task[] all =
        [
            .. Enumerable.Range(0, 20).Select(i => i % 2 == 0
                ? _items.ChangeAsync(Other, $"k-{i}", _ => $$$"""{"id":{"S":"k-{{{i}}}"}}""")
                : Assert.ThrowsAsync<ServiceException>(() => _items.ChangeAsync(Other, "k", _ => throw new ServiceException(400, "ConditionalCheckFailedException", "no")))),
        ];
        await Task.WhenAll(all);

        AssertSame("""{"id":{"S":"k"},"n":{"N":"1"}}""", _items.Read(Other, "k"));
        Assert.All(Enumerable.Range(0, 20).Where(i => i % 2 == 0), i => Assert.NotNull(_items.Read(Other, $"k-{i}")));
    }

    private static void AssertSame(string expected, string? actual) =>
        Assert.True(actual is not null && JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);
}
