using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AWS.Lambda.Powertools.Idempotency.Exceptions;
using AWS.Lambda.Powertools.Idempotency.Internal;
using AWS.Lambda.Powertools.Idempotency.Internal.Jmes;

namespace AWS.Lambda.Powertools.Idempotency.Persistence;

/// <summary>What stores have in common: keys, hashes, expiry, the local cache. Stores add where records are.</summary>
public abstract class BasePersistenceStore : IPersistenceStore
{
    private readonly Lock _gate = new();
    private IdempotencyCall _default = IdempotencyCall.Of(new IdempotencyOptionsBuilder().Build(), null, null);
    private LruCache<string, DataRecord>? _cache;

    /// <summary>For stores.</summary>
    protected BasePersistenceStore()
    {
    }

    /// <summary>Whether records carry a hash that a replay's payload is checked against.</summary>
    protected bool PayloadValidationEnabled => !string.IsNullOrWhiteSpace(Call.Options.PayloadValidationJmesPath);

    private IdempotencyCall Call => IdempotencyCall.Current ?? Volatile.Read(ref _default);

    private LruCache<string, DataRecord>? Cache
    {
        get
        {
            if (!Call.Options.UseLocalCache)
                return null;
            lock (_gate)
                return _cache ??= new LruCache<string, DataRecord>(Call.Options.LocalCacheMaxItems);
        }
    }

    /// <summary>Sets what keys start with and how records are kept; the wrapper does so for each invocation by itself.</summary>
    public void Configure(IdempotencyOptions idempotencyOptions, string? functionName, string? keyPrefix) =>
        Volatile.Write(ref _default, IdempotencyCall.Of(idempotencyOptions, functionName, keyPrefix));

    /// <summary>Stores an answer.</summary>
    public virtual async Task SaveSuccess(JsonDocument data, object? result, DateTimeOffset now)
    {
        var json = Call.SerializeResult is { } serialize ? serialize(result) : IdempotencySerializer.Serialize(result);
        var record = new DataRecord(
            KeyOf(data), DataRecord.DataRecordStatus.COMPLETED, Expiry(now), json, PayloadHashOf(data))
        {
            AsOf = now,
        };
        await UpdateRecord(record).ConfigureAwait(false);
        Cache?.Set(record.IdempotencyKey, record);
    }

    /// <summary>Stores that an invocation is at it.</summary>
    /// <param name="data">The payload.</param>
    /// <param name="now">The time.</param>
    /// <param name="remainingTimeInMs">How long the invocation can last; null if unknown.</param>
    /// <exception cref="IdempotencyItemAlreadyExistsException">There is a live record.</exception>
    public virtual async Task SaveInProgress(JsonDocument data, DateTimeOffset now, double? remainingTimeInMs)
    {
        var key = KeyOf(data);
        if (FromCache(key, now) is not null)
            throw new IdempotencyItemAlreadyExistsException();

        long? deadline = remainingTimeInMs is { } remaining ? now.AddMilliseconds(remaining).ToUnixTimeMilliseconds() : null;
        var record = new DataRecord(
            key, DataRecord.DataRecordStatus.INPROGRESS, Expiry(now), null, PayloadHashOf(data), deadline)
        {
            AsOf = now,
        };
        await PutRecord(record, now).ConfigureAwait(false);
    }

    /// <summary>Removes the record of a call that failed.</summary>
    public virtual async Task DeleteRecord(JsonDocument data, Exception throwable)
    {
        var key = KeyOf(data);
        Cache?.Remove(key);
        await DeleteRecord(key).ConfigureAwait(false);
    }

    /// <summary>Reads the record of a payload.</summary>
    /// <exception cref="IdempotencyItemNotFoundException">There is none.</exception>
    /// <exception cref="IdempotencyValidationException">It is of another payload.</exception>
    public virtual async Task<DataRecord> GetRecord(JsonDocument data, DateTimeOffset now)
    {
        var key = KeyOf(data);
        var record = FromCache(key, now);
        if (record is null)
        {
            record = await GetRecord(key).ConfigureAwait(false);
            if (record.StoredStatus == DataRecord.DataRecordStatus.COMPLETED)
                Cache?.Set(key, record);
        }

        if (PayloadValidationEnabled && PayloadHashOf(data) != record.PayloadHash)
            throw new IdempotencyValidationException("Payload does not match stored record for this event key");
        return record;
    }

    /// <inheritdoc/>
    public abstract Task<DataRecord> GetRecord(string idempotencyKey);

    /// <inheritdoc/>
    public abstract Task PutRecord(DataRecord record, DateTimeOffset now);

    /// <inheritdoc/>
    public abstract Task UpdateRecord(DataRecord record);

    /// <inheritdoc/>
    public abstract Task DeleteRecord(string idempotencyKey);

    /// <summary>Whether the payload holds a key at all.</summary>
    internal static bool HasKey(JsonDocument data, IdempotencyOptions options) => !IsMissing(KeyPart(data, options));

    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "The record format's; it tells payloads apart.")]
    internal static string Hash(JsonElement data) =>
        Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(data.ToString())));

    private static JsonElement KeyPart(JsonDocument data, IdempotencyOptions options) =>
        options.EventKeyJmesPath is { } path ? JmesExpression.Parse(path).Evaluate(data.RootElement) : data.RootElement;

    private static bool IsMissing(JsonElement key) =>
        key.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined || (key.ValueKind == JsonValueKind.String && key.GetString() == "");

    private string KeyOf(JsonDocument data)
    {
        var call = Call;
        var key = KeyPart(data, call.Options);
        if (IsMissing(key) && call.Options.ThrowOnNoIdempotencyKey)
            throw new IdempotencyKeyException("No data found to create a hashed idempotency key");
        return $"{call.Prefix}#{Hash(key)}";
    }

    private string PayloadHashOf(JsonDocument data) =>
        PayloadValidationEnabled ? Hash(JmesExpression.Parse(Call.Options.PayloadValidationJmesPath!).Evaluate(data.RootElement)) : "";

    private long Expiry(DateTimeOffset now) => now.AddSeconds(Call.Options.ExpirationInSeconds).ToUnixTimeSeconds();

    private DataRecord? FromCache(string key, DateTimeOffset now)
    {
        if (Cache is not { } cache || !cache.TryGet(key, out var record))
            return null;
        if (!record.IsExpired(now))
            return record;
        cache.Remove(key);
        return null;
    }
}
