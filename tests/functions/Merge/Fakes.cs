using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Payloads;
using AiProxy.Merge.Records;

namespace AiProxy.Merge.Tests;

internal sealed class FakeRecords(params CallResult[] stored) : ICallRecords
{
    public List<string> Asked { get; } = [];

    public Task<CallResult?> FindAsync(string callKey, CancellationToken cancellationToken)
    {
        lock (Asked)
        {
            Asked.Add(callKey);
        }
        return Task.FromResult(Array.Find(stored, result => $"key-{result.Id}" == callKey));
    }
}

internal sealed class FakePayloads : IPayloadStore
{
    public Dictionary<string, ReadOnlyMemory<byte>> Stored { get; } = [];

    public Task<string> PutAsync(string requestId, ReadOnlyMemory<byte> utf8Json, CancellationToken cancellationToken)
    {
        string reference = $"{requestId}/{Stored.Count}";
        Stored.Add(reference, utf8Json);
        return Task.FromResult(reference);
    }

    public Task<ReadOnlyMemory<byte>> GetAsync(string reference, CancellationToken cancellationToken) =>
        Stored.TryGetValue(reference, out ReadOnlyMemory<byte> bytes) ? Task.FromResult(bytes) : throw new PayloadNotFoundException(reference);
}
