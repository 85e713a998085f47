using System.Collections.Concurrent;
using AWS.Lambda.Powertools.Idempotency.Exceptions;
using AWS.Lambda.Powertools.Idempotency.Persistence;

namespace AiProxy.Merge.Tests;

/// <summary>Idempotency records in memory.</summary>
internal sealed class MemoryStore : BasePersistenceStore
{
    public ConcurrentDictionary<string, DataRecord> Records { get; } = [];

    public override Task<DataRecord> GetRecord(string idempotencyKey) =>
        Records.TryGetValue(idempotencyKey, out DataRecord? record) ? Task.FromResult(record) : throw new IdempotencyItemNotFoundException();

    public override Task PutRecord(DataRecord record, DateTimeOffset now) =>
        Records.TryAdd(record.IdempotencyKey, record) ? Task.CompletedTask : throw new IdempotencyItemAlreadyExistsException();

    public override Task UpdateRecord(DataRecord record)
    {
        Records[record.IdempotencyKey] = record;
        return Task.CompletedTask;
    }

    public override Task DeleteRecord(string idempotencyKey)
    {
        Records.TryRemove(idempotencyKey, out _);
        return Task.CompletedTask;
    }
}
