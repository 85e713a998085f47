using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using AWS.Lambda.Powertools.Idempotency.Exceptions;
using static AWS.Lambda.Powertools.Idempotency.Persistence.DataRecord;

namespace AWS.Lambda.Powertools.Idempotency.Persistence;

/// <summary>
/// Records in a DynamoDB table: two writes for a new call, a refused write and a read for a replay. An answer can have 400 KB at most.
/// The function needs GetItem, PutItem, UpdateItem and DeleteItem.
/// </summary>
public class DynamoDBPersistenceStore : BasePersistenceStore
{
    private const string PutCondition =
        "attribute_not_exists(#id) OR #expiry < :now OR (attribute_exists(#in_progress_expiry) AND "
        + "#in_progress_expiry < :now_milliseconds AND #status = :inprogress)";

    private readonly DynamoDBPersistenceStoreBuilder _names;
    private readonly Lazy<AmazonDynamoDBClient> _client;

    internal DynamoDBPersistenceStore(DynamoDBPersistenceStoreBuilder builder)
    {
        _names = builder;
        _client = new Lazy<AmazonDynamoDBClient>(() => builder.Client ?? new AmazonDynamoDBClient());
    }

    /// <inheritdoc/>
    public override async Task<DataRecord> GetRecord(string idempotencyKey)
    {
        var response = await _client.Value.GetItemAsync(new GetItemRequest
        {
            TableName = _names.TableName,
            ConsistentRead = true,
            Key = Key(idempotencyKey),
        }).ConfigureAwait(false);
        return response.Item is { Count: > 0 } item ? ToRecord(item) : throw new IdempotencyItemNotFoundException(idempotencyKey);
    }

    /// <inheritdoc/>
    public override async Task PutRecord(DataRecord record, DateTimeOffset now)
    {
        var item = Key(record.IdempotencyKey);
        item[_names.ExpiryAttr] = Number(record.ExpiryTimestamp);
        item[_names.StatusAttr] = Text(record.StoredStatus);
        if (record.InProgressExpiryTimestamp is { } deadline)
            item[_names.InProgressExpiryAttr] = Number(deadline);
        if (PayloadValidationEnabled)
            item[_names.ValidationAttr] = new AttributeValue(record.PayloadHash);

        try
        {
            await _client.Value.PutItemAsync(new PutItemRequest
            {
                TableName = _names.TableName,
                Item = item,
                ConditionExpression = PutCondition,
                ExpressionAttributeNames = new Dictionary<string, string>
                {
                    ["#id"] = _names.KeyAttr,
                    ["#expiry"] = _names.ExpiryAttr,
                    ["#in_progress_expiry"] = _names.InProgressExpiryAttr,
                    ["#status"] = _names.StatusAttr,
                },
                ExpressionAttributeValues = new Dictionary<string, AttributeValue>
                {
                    [":now"] = Number(now.ToUnixTimeSeconds()),
                    [":now_milliseconds"] = Number(now.ToUnixTimeMilliseconds()),
                    [":inprogress"] = Text(DataRecordStatus.INPROGRESS),
                },
            }).ConfigureAwait(false);
        }
        catch (ConditionalCheckFailedException exception)
        {
            throw new IdempotencyItemAlreadyExistsException(
                $"Failed to put record for already existing idempotency key: {record.IdempotencyKey}", exception);
        }
    }

    /// <inheritdoc/>
    public override async Task UpdateRecord(DataRecord record)
    {
        var update = "SET #response_data = :response_data, #expiry = :expiry, #status = :status";
        var names = new Dictionary<string, string>
        {
            ["#response_data"] = _names.DataAttr,
            ["#expiry"] = _names.ExpiryAttr,
            ["#status"] = _names.StatusAttr,
        };
        var values = new Dictionary<string, AttributeValue>
        {
            [":response_data"] = new(record.ResponseData),
            [":expiry"] = Number(record.ExpiryTimestamp),
            [":status"] = Text(record.StoredStatus),
        };
        if (PayloadValidationEnabled)
        {
            update += ", #validation_key = :validation_key";
            names["#validation_key"] = _names.ValidationAttr;
            values[":validation_key"] = new AttributeValue(record.PayloadHash);
        }

        await _client.Value.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = _names.TableName,
            Key = Key(record.IdempotencyKey),
            UpdateExpression = update,
            ExpressionAttributeNames = names,
            ExpressionAttributeValues = values,
        }).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task DeleteRecord(string idempotencyKey) =>
        await _client.Value.DeleteItemAsync(new DeleteItemRequest { TableName = _names.TableName, Key = Key(idempotencyKey) })
            .ConfigureAwait(false);

    private static AttributeValue Number(long number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };

    private static AttributeValue Text(DataRecordStatus status) => new(status.ToString());

    private Dictionary<string, AttributeValue> Key(string idempotencyKey) => _names.SortKeyAttr is { } sortKey
        ? new() { [_names.KeyAttr] = new(_names.StaticPkValue), [sortKey] = new(idempotencyKey) }
        : new() { [_names.KeyAttr] = new(idempotencyKey) };

    private DataRecord ToRecord(Dictionary<string, AttributeValue> item) => new(
        item[_names.SortKeyAttr ?? _names.KeyAttr].S,
        Enum.Parse<DataRecordStatus>(item[_names.StatusAttr].S),
        long.Parse(item[_names.ExpiryAttr].N, CultureInfo.InvariantCulture),
        item.GetValueOrDefault(_names.DataAttr)?.S,
        item.GetValueOrDefault(_names.ValidationAttr)?.S,
        item.TryGetValue(_names.InProgressExpiryAttr, out var deadline) ? long.Parse(deadline.N, CultureInfo.InvariantCulture) : null);
}
