using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AiProxy.Contracts.Calls;
using AWS.Lambda.Powertools.Idempotency.Exceptions;
using AWS.Lambda.Powertools.Idempotency.Persistence;

namespace AiProxy.Merge.Records;

/// <summary>Reads the idempotency records that CallProvider's <c>[Idempotent]</c> writes.</summary>
/// <param name="open">Opens the store. Only a race needs it, so every other request starts without a database client.</param>
internal sealed class CallRecords(Func<BasePersistenceStore> open) : ICallRecords
{
    private readonly Lazy<BasePersistenceStore> _store = new(open);

    /// <summary>The record's key as Powertools makes it: the prefix, and the MD5 of the call's key.</summary>
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "The record format's; the call's key itself is a SHA-256.")]
    public static string KeyOf(string callKey) => $"{CallKey.RecordPrefix}#{Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(callKey)))}";

    public async Task<CallResult?> FindAsync(string callKey, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DataRecord record;
        try
        {
            record = await _store.Value.GetRecord(KeyOf(callKey));
        }
        catch (IdempotencyItemNotFoundException)
        {
            return null;
        }
        return record is { Status: DataRecord.DataRecordStatus.COMPLETED, ResponseData: { } json }
            ? JsonSerializer.Deserialize(json, MergeJsonContext.Default.CallResult)
            : null;
    }
}
