using System.Text.Json.Nodes;
using AiProxy.Authorize.Keys;
using AiProxy.Contracts.Payloads;
using AiProxy.Peers;
using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace AiProxy.Authorize.Tests.Keys;

/// <summary>Items as the operators' tool and an operator's hand write them, in dynalite.</summary>
public sealed class DynamoDbKeyStoreTests(PeerFixture<Dynalite> dynalite) : IClassFixture<PeerFixture<Dynalite>>, IAsyncLifetime
{
    private readonly string _table = $"keys-{Guid.NewGuid():N}";
    private DynamoDbTables _tables = null!;
    private AmazonDynamoDBClient _client = null!;

    private DynamoDbKeyStore Store => new(_client, _table);

    public async ValueTask InitializeAsync()
    {
        Uri endpoint = (await dynalite.GetAsync()).Endpoint;
        _tables = new DynamoDbTables(endpoint);
        await _tables.CreateAsync(_table, "id", null, TestContext.Current.CancellationToken);
        _client = Client(endpoint.ToString());
    }

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _tables?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static AmazonDynamoDBClient Client(string url) => new(
        new BasicAWSCredentials("AKID", "secret"), new AmazonDynamoDBConfig { ServiceURL = url, AuthenticationRegion = "eu-west-1", MaxErrorRetry = 0 });

    private Task PutAsync(string more = "{}", string? caller = "team-a", string? hash = null)
    {
        var item = (JsonObject)JsonNode.Parse(more)!;
        item["id"] = new JsonObject { ["S"] = TestKeys.Id };
        item["hash"] = new JsonObject { ["S"] = hash ?? TestKeys.Hash };
        if (caller is not null)
        {
            item["caller"] = new JsonObject { ["S"] = caller };
        }
        return _tables.PutAsync(_table, item, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task FindAsync_LeastItem_IsAKeyForAllRoutesForEver()
    {
        await PutAsync();

        KeyRecord record = (await Store.FindAsync(TestKeys.Id))!;

        Assert.Equal((TestKeys.Id, "team-a", TestKeys.Hash), (record.Id, record.Caller, Convert.ToHexStringLower(record.Hash.AsSpan())));
        Assert.True(record.Routes.IsDefault);
        Assert.Null(record.Expires);
        Assert.Null(record.UsageKey);
        Assert.False(record.Revoked);
    }

    [Fact]
    public async Task FindAsync_EveryAttribute_IsRead()
    {
        await PutAsync("""{"routes":{"SS":["vote","chat"]},"expires":{"N":"1800000000"},"revoked":{"BOOL":true},"usageKey":{"S":"u"}}""");

        KeyRecord record = (await Store.FindAsync(TestKeys.Id))!;

        Assert.Equal(["chat", "vote"], record.Routes);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000), record.Expires);
        Assert.Equal("u", record.UsageKey);
        Assert.True(record.Revoked);
    }

    [Fact]
    public async Task FindAsync_NoItem_IsNull() => Assert.Null(await Store.FindAsync("none"));

    [Fact]
    public async Task FindAsync_NoCaller_IsNull()
    {
        await PutAsync(caller: null);

        Assert.Null(await Store.FindAsync(TestKeys.Id));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("zz23456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public async Task FindAsync_HashThatIsNone_IsNull(string hash)
    {
        await PutAsync(hash: hash);

        Assert.Null(await Store.FindAsync(TestKeys.Id));
    }

    [Theory]
    [InlineData("""{"expires":{"S":"never"}}""")]
    [InlineData("""{"expires":{"N":"-1"}}""")]
    [InlineData("""{"expires":{"N":"1.5"}}""")]
    [InlineData("""{"routes":{"S":"chat"}}""")]
    public async Task FindAsync_LimitThatCannotBeRead_IsNull(string more)
    {
        await PutAsync(more);

        Assert.Null(await Store.FindAsync(TestKeys.Id));
    }

    [Theory]
    [InlineData("""{"revoked":{"BOOL":false}}""", false)]
    [InlineData("""{"revoked":{"S":"no"}}""", true)]
    public async Task FindAsync_Revoked_IsFalseOnlyWhereItSaysSo(string more, bool revoked)
    {
        await PutAsync(more);

        Assert.Equal(revoked, (await Store.FindAsync(TestKeys.Id))!.Revoked);
    }

    [Fact]
    public async Task FindAsync_NoSuchTable_IsUnavailable() =>
        await Assert.ThrowsAsync<StorageUnavailableException>(() => new DynamoDbKeyStore(_client, "nobody-made-it").FindAsync(TestKeys.Id));

    [Fact]
    public async Task FindAsync_NobodyListens_IsUnavailable()
    {
        using AmazonDynamoDBClient nobody = Client("http://127.0.0.1:1");

        await Assert.ThrowsAsync<StorageUnavailableException>(() => new DynamoDbKeyStore(nobody, _table).FindAsync(TestKeys.Id));
    }
}
