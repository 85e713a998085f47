using System.Collections.Concurrent;
using AiProxy.CallProvider.Secrets;
using AiProxy.Contracts.Failures;
using AiProxy.Contracts.Payloads;
using AWS.Lambda.Powertools.Idempotency.Exceptions;
using AWS.Lambda.Powertools.Idempotency.Persistence;

namespace AiProxy.CallProvider.Tests;

internal sealed class FakeSecrets : ISecretSource
{
    public Dictionary<string, string> Keys { get; } = [];

    public int Reads { get; private set; }

    /// <summary>When set, a read waits for it.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public async Task<string> ReadAsync(string name, string provider, CancellationToken cancellationToken)
    {
        Reads++;
        if (Gate is { } gate)
        {
            await gate.Task.WaitAsync(cancellationToken);
        }
        return Keys.TryGetValue(name, out string? key) ? key : throw new AuthenticationFailedException($"no secret {name}");
    }
}

internal sealed class FakePayloads : IPayloadStore
{
    public ConcurrentDictionary<string, ReadOnlyMemory<byte>> Stored { get; } = [];

    public Task<string> PutAsync(string requestId, ReadOnlyMemory<byte> utf8Json, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string reference = $"{requestId}/{Stored.Count}";
        Stored[reference] = utf8Json;
        return Task.FromResult(reference);
    }

    public Task<ReadOnlyMemory<byte>> GetAsync(string reference, CancellationToken cancellationToken) =>
        Stored.TryGetValue(reference, out ReadOnlyMemory<byte> bytes) ? Task.FromResult(bytes) : throw new PayloadNotFoundException(reference);
}

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
