using System.Globalization;
using System.Text.Json;
using AiProxy.Peers;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using AWS.Lambda.Powertools.Idempotency.Persistence;

namespace AiProxy.Powertools.Tests.Idempotency.Peers;

/// <summary>A new table of records on a peer, and a client of it.</summary>
internal sealed class RecordTable : IDisposable
{
    private readonly DynamoDbTables _tables;

    private RecordTable(string name, AmazonDynamoDBClient client, DynamoDbTables tables) => (Name, Client, _tables) = (name, client, tables);

    public string Name { get; }

    public AmazonDynamoDBClient Client { get; }

    public static async Task<RecordTable> CreateAsync(Uri endpoint, string partitionKey = "id", string? sortKey = null)
    {
        var client = new AmazonDynamoDBClient(new BasicAWSCredentials("AKID", "secret"), new AmazonDynamoDBConfig
        {
            ServiceURL = endpoint.ToString(),
            AuthenticationRegion = "eu-west-1",
        });
        var tables = new DynamoDbTables(endpoint);
        var name = $"records-{Guid.NewGuid():N}";
        await tables.CreateAsync(name, partitionKey, sortKey, TestContext.Current.CancellationToken);
        return new RecordTable(name, client, tables);
    }

    public DynamoDBPersistenceStore Store(Action<DynamoDBPersistenceStoreBuilder>? more = null)
    {
        var builder = new DynamoDBPersistenceStoreBuilder().WithTableName(Name).WithDynamoDBClient(Client);
        more?.Invoke(builder);
        return builder.Build();
    }

    /// <summary>All items, as <c>attribute=value</c> in the order of names.</summary>
    public async Task<string[]> ItemsAsync()
    {
        var items = await _tables.ItemsAsync(Name, TestContext.Current.CancellationToken);
        return [.. items.Select(item => string.Join(
            " ", item.EnumerateObject().OrderBy(attribute => attribute.Name, StringComparer.Ordinal).Select(attribute => $"{attribute.Name}={Show(attribute.Value)}")))];
    }

    public Task PutAsync(string id, long expiration, string status, string? data = null, long? inProgressExpiration = null)
    {
        var item = new Dictionary<string, AttributeValue>
        {
            ["id"] = new(id),
            ["expiration"] = Number(expiration),
            ["status"] = new(status),
        };
        if (data is not null)
            item["data"] = new AttributeValue(data);
        if (inProgressExpiration is { } deadline)
            item["in_progress_expiration"] = Number(deadline);
        return Client.PutItemAsync(new PutItemRequest { TableName = Name, Item = item }, TestContext.Current.CancellationToken);
    }

    public Task DeleteAsync() => _tables.DeleteAsync(Name, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        Client.Dispose();
        _tables.Dispose();
    }

    private static AttributeValue Number(long number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };

    private static string Show(JsonElement value) =>
        value.TryGetProperty("S", out var text) ? text.GetString()! : "N" + value.GetProperty("N").GetString();
}
