using AWS.Lambda.Powertools.Idempotency.Persistence;

namespace AWS.Lambda.Powertools.Idempotency;

/// <summary>How records are keyed, checked and kept; made by <see cref="IdempotencyOptionsBuilder"/>.</summary>
public class IdempotencyOptions
{
    internal IdempotencyOptions(IdempotencyOptionsBuilder builder)
    {
        EventKeyJmesPath = builder.EventKeyJmesPath;
        PayloadValidationJmesPath = builder.PayloadValidationJmesPath;
        ThrowOnNoIdempotencyKey = builder.ThrowOnNoIdempotencyKey;
        UseLocalCache = builder.UseLocalCache;
        ExpirationInSeconds = builder.ExpirationInSeconds;
        ResponseHook = builder.ResponseHook;
    }

    /// <summary>Which part of the payload is the key; null means all of it.</summary>
    public string? EventKeyJmesPath { get; }

    /// <summary>Which part of the payload has to be the same on a replay; null means that none is checked.</summary>
    public string? PayloadValidationJmesPath { get; }

    /// <summary>Whether a payload without a key is refused. If not, which is the default, it is answered without a record.</summary>
    public bool ThrowOnNoIdempotencyKey { get; }

    /// <summary>Whether completed records are also kept in memory. False by default.</summary>
    public bool UseLocalCache { get; }

    /// <summary>How many records are kept in memory.</summary>
    public int LocalCacheMaxItems { get; } = 256;

    /// <summary>How long a record lives, in seconds. 3,600 by default.</summary>
    public long ExpirationInSeconds { get; }

    /// <summary>The hash of keys, always MD5: it tells payloads apart and keeps no secret.</summary>
    public string HashFunction { get; } = "MD5";

    /// <summary>Changes a stored answer before it is answered again; gets the answer and its record.</summary>
    public Func<object, DataRecord, object>? ResponseHook { get; }
}
