using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using AWS.Lambda.Powertools.Idempotency.Persistence;

namespace AiProxy.Powertools.Tests.Idempotency.Peers;

/// <summary>A new table of records on a peer, and a client of it.</summary>
internal sealed class RecordTable : IDisposable
{
    private RecordTable(string name, AmazonDynamoDBClient client) => (Name, Client) = (name, client);

    public string Name { get; }

    public AmazonDynamoDBClient Client { get; }

    public static async Task<RecordTable> CreateAsync(Uri endpoint, params (string Name, KeyType Type)[] keys)
    {
        if (keys.Length == 0)
            keys = [("id", KeyType.HASH)];
        var client = new AmazonDynamoDBClient(new BasicAWSCredentials("AKID", "secret"), new AmazonDynamoDBConfig
        {
            ServiceURL = endpoint.ToString(),
            AuthenticationRegion = "eu-west-1",
        });
        var name = $"records-{Guid.NewGuid():N}";
        await client.CreateTableAsync(
            new CreateTableRequest
            {
                TableName = name,
                BillingMode = BillingMode.PAY_PER_REQUEST,
                KeySchema = [.. keys.Select(key => new KeySchemaElement(key.Name, key.Type))],
                AttributeDefinitions = [.. keys.Select(key => new AttributeDefinition(key.Name, ScalarAttributeType.S))],
            },
            TestContext.Current.CancellationToken);

        // A table cannot be used before it is active; both peers make it so at once.
        while (await StatusAsync(client, name) != TableStatus.ACTIVE)
            await Task.Yield();
        return new RecordTable(name, client);
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
        var scan = await Client.ScanAsync(new ScanRequest { TableName = Name, ConsistentRead = true }, TestContext.Current.CancellationToken);
        return [.. scan.Items.Select(item => string.Join(
            " ", item.OrderBy(attribute => attribute.Key, StringComparer.Ordinal).Select(attribute => $"{attribute.Key}={attribute.Value.S ?? "N" + attribute.Value.N}")))];
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
        return Client.PutItemAsync(Name, item, TestContext.Current.CancellationToken);
    }

    public void Dispose() => Client.Dispose();

    private static AttributeValue Number(long number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };

    private static async Task<TableStatus> StatusAsync(AmazonDynamoDBClient client, string name) =>
        (await client.DescribeTableAsync(name, TestContext.Current.CancellationToken)).Table.TableStatus;
}
