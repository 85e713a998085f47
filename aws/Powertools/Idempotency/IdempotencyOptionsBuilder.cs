using AWS.Lambda.Powertools.Idempotency.Persistence;

namespace AWS.Lambda.Powertools.Idempotency;

/// <summary>Makes <see cref="IdempotencyOptions"/>.</summary>
public class IdempotencyOptionsBuilder
{
    internal string? EventKeyJmesPath { get; private set; }

    internal string? PayloadValidationJmesPath { get; private set; }

    internal bool ThrowOnNoIdempotencyKey { get; private set; }

    internal bool UseLocalCache { get; private set; }

    internal long ExpirationInSeconds { get; private set; } = 60 * 60;

    internal Func<object, DataRecord, object>? ResponseHook { get; private set; }

    /// <summary>Makes the options.</summary>
    public IdempotencyOptions Build() => new(this);

    /// <summary>Sets which part of the payload is the key.</summary>
    /// <param name="eventKeyJmesPath">
    /// A JMESPath expression: names, quoted names, sub-expressions, indexes, multi-select lists and hashes, <c>@</c>, pipes, literals and the
    /// functions <c>powertools_json</c> and <c>powertools_base64</c>. Anything else is refused when the first invocation comes.
    /// </param>
    public IdempotencyOptionsBuilder WithEventKeyJmesPath(string eventKeyJmesPath)
    {
        EventKeyJmesPath = eventKeyJmesPath;
        return this;
    }

    /// <summary>Keeps completed records in memory too.</summary>
    public IdempotencyOptionsBuilder WithUseLocalCache(bool useLocalCache)
    {
        UseLocalCache = useLocalCache;
        return this;
    }

    /// <summary>Sets which part of the payload must be the same on a replay; for the expression see <see cref="WithEventKeyJmesPath"/>.</summary>
    public IdempotencyOptionsBuilder WithPayloadValidationJmesPath(string payloadValidationJmesPath)
    {
        PayloadValidationJmesPath = payloadValidationJmesPath;
        return this;
    }

    /// <summary>Refuses payloads without a key.</summary>
    public IdempotencyOptionsBuilder WithThrowOnNoIdempotencyKey(bool throwOnNoIdempotencyKey)
    {
        ThrowOnNoIdempotencyKey = throwOnNoIdempotencyKey;
        return this;
    }

    /// <summary>Sets how long a record lives, in whole seconds.</summary>
    public IdempotencyOptionsBuilder WithExpiration(TimeSpan duration)
    {
        ExpirationInSeconds = (long)duration.TotalSeconds;
        return this;
    }

    /// <summary>Has no effect.</summary>
    [Obsolete("Idempotency uses MD5 and does not support other hash algorithms.")]
    public IdempotencyOptionsBuilder WithHashFunction(string hashFunction)
    {
        _ = hashFunction;
        return this;
    }

    /// <summary>Changes a stored answer before it is answered again.</summary>
    public IdempotencyOptionsBuilder WithResponseHook(Func<object, DataRecord, object> hook)
    {
        ResponseHook = hook;
        return this;
    }
}
