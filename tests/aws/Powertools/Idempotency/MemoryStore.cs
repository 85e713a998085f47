using AWS.Lambda.Powertools.Idempotency.Exceptions;
using AWS.Lambda.Powertools.Idempotency.Persistence;

namespace AiProxy.Powertools.Tests.Idempotency;

/// <summary>Records in memory, with the put condition of a real store and places where a test can interfere.</summary>
internal sealed class MemoryStore : BasePersistenceStore
{
    private readonly Lock _gate = new();

    public Dictionary<string, DataRecord> Records { get; } = [];

    public List<string> Calls { get; } = [];

    /// <summary>Runs before each operation, with its name.</summary>
    public Action<string>? Before { get; set; }

    public override Task<DataRecord> GetRecord(string idempotencyKey)
    {
        Enter("get");
        lock (_gate)
        {
            return Records.TryGetValue(idempotencyKey, out var record)
                ? Task.FromResult(record)
                : Task.FromException<DataRecord>(new IdempotencyItemNotFoundException(idempotencyKey));
        }
    }

    public override Task PutRecord(DataRecord record, DateTimeOffset now)
    {
        Enter("put");
        lock (_gate)
        {
            if (Records.TryGetValue(record.IdempotencyKey, out var existing) && !existing.IsExpired(now) && !IsOverdue(existing, now))
                return Task.FromException(new IdempotencyItemAlreadyExistsException());
            Records[record.IdempotencyKey] = record;
        }

        return Task.CompletedTask;
    }

    public override Task UpdateRecord(DataRecord record)
    {
        Enter("update");
        lock (_gate)
            Records[record.IdempotencyKey] = record;
        return Task.CompletedTask;
    }

    public override Task DeleteRecord(string idempotencyKey)
    {
        Enter("delete");
        lock (_gate)
            Records.Remove(idempotencyKey);
        return Task.CompletedTask;
    }

    private static bool IsOverdue(DataRecord record, DateTimeOffset now) =>
        record.StoredStatus == DataRecord.DataRecordStatus.INPROGRESS && record.InProgressExpiryTimestamp < now.ToUnixTimeMilliseconds();

    private void Enter(string operation)
    {
        lock (_gate)
            Calls.Add(operation);
        Before?.Invoke(operation);
    }
}
