using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AiProxy.Contracts;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Payloads;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace AiProxy.Gateway.Idempotency;

/// <summary>
/// What requests with an <c>Idempotency-Key</c> were answered, in the DynamoDB table of the calls' records: one item a request, under
/// <c>request#&lt;key&gt;</c>. Every step is one conditional write, so that of many gateways one carries a request out. The function needs GetItem,
/// PutItem, UpdateItem and DeleteItem.
/// </summary>
/// <param name="client">A client; it may retry by itself, since every write here has the same effect twice.</param>
/// <param name="table">The table's name; its key is <c>id</c>, its time-to-live attribute <c>expiration</c>.</param>
/// <param name="payloads">Where large bodies go: an item has 400 KB at most, and each of them is paid for.</param>
public sealed class DynamoDbRequestRecords(IAmazonDynamoDB client, string table, IPayloadStore payloads) : IRequestRecords
{
    /// <summary>Largest body, bytes of UTF-8, that is kept in the item itself: beyond it S3 is the cheaper place, however often it is read.</summary>
    public const int MaxInlineBytes = 32 * 1024;

    /// <summary>Largest body that an item can hold where there is no other place for it, with room for headers and bookkeeping.</summary>
    private const int MaxItemBytes = 360 * 1024;

    private const string Prefix = "request#";

    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html: "owner" is one.
    private static readonly Dictionary<string, string> Names = new()
    {
        ["#id"] = "id",
        ["#owner"] = "owner",
        ["#held"] = "held_until",
        ["#expires"] = "expiration",
        ["#answer"] = "answer",
    };

    private static readonly JsonWriterOptions AnswerOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public async Task<ClaimOutcome> ClaimAsync(RequestClaim claim, CancellationToken cancellationToken)
    {
        var put = new PutItemRequest
        {
            TableName = table,
            Item = new Dictionary<string, AttributeValue>(Key(claim.Key))
            {
                ["owner"] = new(claim.Owner),
                ["body_hash"] = new(claim.BodyHash),
                ["held_until"] = Number(claim.HeldUntil.ToUnixTimeMilliseconds()),
                ["expiration"] = Number(claim.Expires.ToUnixTimeSeconds()),
            },
            // An item past its time is deleted when DynamoDB gets to it, days later even.
            ConditionExpression = "attribute_not_exists(#id) OR #expires <= :now OR (attribute_not_exists(#answer) AND #held <= :nowMs)",
            ExpressionAttributeNames = Only("#id", "#expires", "#answer", "#held"),
            ExpressionAttributeValues = new Dictionary<string, AttributeValue>
            {
                [":now"] = Number(claim.Now.ToUnixTimeSeconds()),
                [":nowMs"] = Number(claim.Now.ToUnixTimeMilliseconds()),
            },
            // The item that stood in the way, as it was at that moment: no second request, and no race with one.
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };
        try
        {
            await AskAsync(() => client.PutItemAsync(put, cancellationToken), cancellationToken);
            return new ClaimOutcome.Claimed();
        }
        catch (ConditionalCheckFailedException e)
        {
            Dictionary<string, AttributeValue>? item = e.Item is { Count: > 0 } old ? old : await ReadAsync(claim.Key, cancellationToken);
            return Look(claim, item);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> AnswerAsync(string key, string owner, HttpAnswer answer, CancellationToken cancellationToken)
    {
        HttpAnswer kept = await PutAwayAsync(owner, answer, cancellationToken);
        try
        {
            await AskAsync(
                () => client.UpdateItemAsync(
                    new UpdateItemRequest
                    {
                        TableName = table,
                        Key = Key(key),
                        UpdateExpression = "SET #answer = :answer",
                        ConditionExpression = "#owner = :owner",
                        ExpressionAttributeNames = Only("#answer", "#owner"),
                        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":answer"] = new(ToJson(kept)), [":owner"] = new(owner) },
                    },
                    cancellationToken),
                cancellationToken);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async Task ReleaseAsync(string key, string owner, CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(
                () => client.DeleteItemAsync(
                    new DeleteItemRequest
                    {
                        TableName = table,
                        Key = Key(key),
                        ConditionExpression = "#owner = :owner AND attribute_not_exists(#answer)",
                        ExpressionAttributeNames = Only("#answer", "#owner"),
                        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":owner"] = new(owner) },
                    },
                    cancellationToken),
                cancellationToken);
        }
        catch (ConditionalCheckFailedException)
        {
            // Another's by now, or answered, or released by the attempt whose answer was lost.
        }
    }

    // An item that another process released since the claim counts as held: the next look finds it free.
    private static ClaimOutcome Look(RequestClaim claim, Dictionary<string, AttributeValue>? item)
    {
        if (item is not { Count: > 0 })
        {
            return new ClaimOutcome.Held(claim.BodyHash);
        }
        string bodyHash = item["body_hash"].S;
        if (item.GetValueOrDefault("answer")?.S is { } answer)
        {
            return new ClaimOutcome.Answered(bodyHash, JsonSerializer.Deserialize(answer, ContractsJsonContext.Default.HttpAnswer)!);
        }
        // The client sent the put again, because the first one's answer was lost: it is our own item that stands in the way.
        return item["owner"].S == claim.Owner ? new ClaimOutcome.Claimed() : new ClaimOutcome.Held(bodyHash);
    }

    private async Task<Dictionary<string, AttributeValue>?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        GetItemResponse response = await AskAsync(
            () => client.GetItemAsync(new GetItemRequest { TableName = table, Key = Key(key), ConsistentRead = true }, cancellationToken), cancellationToken);
        return response.Item;
    }

    // A body in the payload store outlives its record: payloads are kept longer than the day that an answer is repeated.
    private async Task<HttpAnswer> PutAwayAsync(string owner, HttpAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.Body is not { } body || Encoding.UTF8.GetByteCount(body) is var size && size <= MaxInlineBytes)
        {
            return answer;
        }
        try
        {
            return answer with { Body = null, BodyRef = await payloads.PutAsync(owner, Encoding.UTF8.GetBytes(body), cancellationToken) };
        }
        catch (NotSupportedException) when (size <= MaxItemBytes)
        {
            // No payload store here: the item holds it, at a price.
            return answer;
        }
        catch (Exception e) when (e is NotSupportedException or PayloadTooLargeException)
        {
            throw new StorageUnavailableException(e.Message, e);
        }
    }

    // One adapter for whatever the client throws: throttling and outages after its own retries, a table that is not there, no permission.
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask();
        }
        catch (ConditionalCheckFailedException)
        {
            throw;
        }
        catch (Exception e) when (IsStorage(e) && !cancellationToken.IsCancellationRequested)
        {
            throw new StorageUnavailableException($"DynamoDB does not answer: {e.Message}", e);
        }
    }

    private static bool IsStorage(Exception exception) =>
        exception is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException or OperationCanceledException;

    private static Dictionary<string, AttributeValue> Key(string key) => new() { ["id"] = new(Prefix + key) };

    private static Dictionary<string, string> Only(params ReadOnlySpan<string> names)
    {
        var only = new Dictionary<string, string>(names.Length);
        foreach (string name in names)
        {
            only.Add(name, Names[name]);
        }
        return only;
    }

    private static AttributeValue Number(long number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };

    private static string ToJson(HttpAnswer answer)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, AnswerOptions))
        {
            JsonSerializer.Serialize(writer, answer, ContractsJsonContext.Default.HttpAnswer);
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
