using System.Diagnostics.CodeAnalysis;

namespace AWS.Lambda.Powertools.Idempotency.Persistence;

/// <summary>One idempotency record.</summary>
/// <param name="idempotencyKey">Its key, <c>prefix#hash</c>.</param>
/// <param name="status">Its status as stored.</param>
/// <param name="expiryTimestamp">When it ends, in seconds since 1970; 0 for never.</param>
/// <param name="responseData">The answer's JSON, once completed.</param>
/// <param name="payloadHash">The hash of what has to be the same on a replay.</param>
/// <param name="inProgressExpiryTimestamp">When the invocation that began it must have ended, in milliseconds since 1970.</param>
public class DataRecord(
    string idempotencyKey,
    DataRecord.DataRecordStatus status,
    long expiryTimestamp,
    string? responseData,
    string? payloadHash,
    long? inProgressExpiryTimestamp = null)
{
    /// <summary>What is known of the call.</summary>
    [SuppressMessage("Naming", "CA1707:Identifiers should not contain underscores", Justification = "As stored.")]
    public enum DataRecordStatus
    {
        /// <summary>An invocation is at it.</summary>
        INPROGRESS,

        /// <summary>It is answered.</summary>
        COMPLETED,

        /// <summary>It is over. Never stored.</summary>
        EXPIRED,
    }

    /// <summary>The key, <c>prefix#hash</c>.</summary>
    public string IdempotencyKey => idempotencyKey;

    /// <summary>When it ends, in seconds since 1970.</summary>
    public long ExpiryTimestamp => expiryTimestamp;

    /// <summary>When the invocation that began it must have ended, in milliseconds since 1970; null if unknown.</summary>
    public long? InProgressExpiryTimestamp => inProgressExpiryTimestamp;

    /// <summary>The answer's JSON; null until completed.</summary>
    public string? ResponseData => responseData;

    /// <summary>The hash of what has to be the same on a replay; empty if nothing is checked.</summary>
    public string? PayloadHash => payloadHash;

    /// <summary>The status: of a record that is about to be stored, as it is stored; of one that was read, by the wall clock.</summary>
    public DataRecordStatus Status => StatusAt(AsOf ?? DateTimeOffset.UtcNow);

    internal DataRecordStatus StoredStatus => status;

    /// <summary>When it was made, on the maker's clock, which need not be the wall's.</summary>
    internal DateTimeOffset? AsOf { get; init; }

    /// <summary>Whether the record is over at a time.</summary>
    public bool IsExpired(DateTimeOffset now) => expiryTimestamp != 0 && now.ToUnixTimeSeconds() > expiryTimestamp;

    internal DataRecordStatus StatusAt(DateTimeOffset now) => IsExpired(now) ? DataRecordStatus.EXPIRED : status;
}
