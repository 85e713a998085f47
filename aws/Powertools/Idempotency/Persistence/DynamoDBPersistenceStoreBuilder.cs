using Amazon.DynamoDBv2;

namespace AWS.Lambda.Powertools.Idempotency.Persistence;

/// <summary>Makes a <see cref="DynamoDBPersistenceStore"/>; the defaults are the attributes that Powertools uses in every language.</summary>
public class DynamoDBPersistenceStoreBuilder
{
    internal string TableName { get; private set; } = "";

    internal string KeyAttr { get; private set; } = "id";

    internal string StaticPkValue { get; private set; } = $"idempotency#{Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME")}";

    internal string? SortKeyAttr { get; private set; }

    internal string ExpiryAttr { get; private set; } = "expiration";

    internal string InProgressExpiryAttr { get; private set; } = "in_progress_expiration";

    internal string StatusAttr { get; private set; } = "status";

    internal string DataAttr { get; private set; } = "data";

    internal string ValidationAttr { get; private set; } = "validation";

    internal AmazonDynamoDBClient? Client { get; private set; }

    /// <summary>Makes the store.</summary>
    /// <exception cref="ArgumentException">No table is named.</exception>
    public DynamoDBPersistenceStore Build()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(TableName, "tableName");
        return new DynamoDBPersistenceStore(this);
    }

    /// <summary>Names the table.</summary>
    public DynamoDBPersistenceStoreBuilder WithTableName(string tableName) => With(() => TableName = tableName);

    /// <summary>Names the partition key, <c>id</c> by default.</summary>
    public DynamoDBPersistenceStoreBuilder WithKeyAttr(string keyAttr) => With(() => KeyAttr = keyAttr);

    /// <summary>Sets the partition key's value where records are told apart by a sort key; <c>idempotency#function</c> by default.</summary>
    public DynamoDBPersistenceStoreBuilder WithStaticPkValue(string staticPkValue) => With(() => StaticPkValue = staticPkValue);

    /// <summary>Names the sort key, and keeps the idempotency key there.</summary>
    public DynamoDBPersistenceStoreBuilder WithSortKeyAttr(string sortKeyAttr) => With(() => SortKeyAttr = sortKeyAttr);

    /// <summary>Names the expiry, seconds since 1970, the table's TTL attribute; <c>expiration</c> by default.</summary>
    public DynamoDBPersistenceStoreBuilder WithExpiryAttr(string expiryAttr) => With(() => ExpiryAttr = expiryAttr);

    /// <summary>Names the in-progress expiry, milliseconds since 1970; <c>in_progress_expiration</c> by default.</summary>
    public DynamoDBPersistenceStoreBuilder WithInProgressExpiryAttr(string inProgressExpiryAttr) =>
        With(() => InProgressExpiryAttr = inProgressExpiryAttr);

    /// <summary>Names the status; <c>status</c> by default.</summary>
    public DynamoDBPersistenceStoreBuilder WithStatusAttr(string statusAttr) => With(() => StatusAttr = statusAttr);

    /// <summary>Names the answer; <c>data</c> by default.</summary>
    public DynamoDBPersistenceStoreBuilder WithDataAttr(string dataAttr) => With(() => DataAttr = dataAttr);

    /// <summary>Names the payload's hash; <c>validation</c> by default.</summary>
    public DynamoDBPersistenceStoreBuilder WithValidationAttr(string validationAttr) => With(() => ValidationAttr = validationAttr);

    /// <summary>Uses a client of the caller's.</summary>
    public DynamoDBPersistenceStoreBuilder WithDynamoDBClient(AmazonDynamoDBClient dynamoDbClient) => With(() => Client = dynamoDbClient);

    private DynamoDBPersistenceStoreBuilder With(Action set)
    {
        set();
        return this;
    }
}
