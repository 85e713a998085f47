using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using AiProxy.Contracts.Payloads;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace AiProxy.Authorize.Keys;

/// <summary>Keys in a DynamoDB table, key <c>id</c>. The operators' tool writes it (cdk/keys).</summary>
internal sealed class DynamoDbKeyStore(IAmazonDynamoDB client, string table) : IKeyStore
{
    public async Task<KeyRecord?> FindAsync(string id)
    {
        var get = new GetItemRequest
        {
            TableName = table,
            Key = new Dictionary<string, AttributeValue> { ["id"] = new(id) },
            // What was revoked a moment ago is.
            ConsistentRead = true,
        };
        try
        {
            GetItemResponse response = await client.GetItemAsync(get);
            return response.Item is { Count: > 0 } item ? Read(id, item) : null;
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException)
        {
            Log.LookupFailed((e as AmazonServiceException)?.ErrorCode ?? e.GetType().Name, e.Message);
            throw new StorageUnavailableException("the key could not be looked up; the log says why", e);
        }
    }

    // An item that somebody spoilt opens no door.
    private static KeyRecord? Read(string id, Dictionary<string, AttributeValue> item)
    {
        if (item.GetValueOrDefault("caller")?.S is not { Length: > 0 } caller)
        {
            Log.ItemUnusable(id, "it has no 'caller'");
            return null;
        }
        if (HashOf(item.GetValueOrDefault("hash")?.S) is not { } hash)
        {
            Log.ItemUnusable(id, "its 'hash' is not a SHA-256 in hexadecimal");
            return null;
        }
        long? expires = null;
        if (item.TryGetValue("expires", out AttributeValue? value))
        {
            if (!long.TryParse(value.N, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            {
                Log.ItemUnusable(id, "its 'expires' is not a number of seconds");
                return null;
            }
            expires = seconds;
        }
        ImmutableArray<string> routes = default;
        if (item.TryGetValue("routes", out AttributeValue? names))
        {
            if (names.SS is not { Count: > 0 } set)
            {
                Log.ItemUnusable(id, "its 'routes' is not a set of strings");
                return null;
            }
            routes = [.. set.Order(StringComparer.Ordinal)];
        }
        return new KeyRecord(id, caller, hash)
        {
            Routes = routes,
            Expires = expires is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null,
            // What is there and is not a plain "no" counts as revoked.
            Revoked = item.TryGetValue("revoked", out AttributeValue? revoked) && revoked.BOOL is not false,
            UsageKey = item.GetValueOrDefault("usageKey")?.S,
        };
    }

    private static ImmutableArray<byte>? HashOf(string? hex)
    {
        if (hex?.Length != 2 * SHA256.HashSizeInBytes)
        {
            return null;
        }
        byte[] hash = new byte[SHA256.HashSizeInBytes];
        return Convert.FromHexString(hex, hash, out _, out _) == OperationStatus.Done ? [.. hash] : null;
    }
}
