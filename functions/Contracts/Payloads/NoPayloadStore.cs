namespace AiProxy.Contracts.Payloads;

/// <summary>Stands where no payload store is configured: what fits state data works, what does not fails with a clear error.</summary>
public sealed class NoPayloadStore : IPayloadStore
{
    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task<string> PutAsync(string requestId, ReadOnlyMemory<byte> utf8Json, CancellationToken cancellationToken) => throw new NotSupportedException(
        $"A payload of {utf8Json.Length} bytes is too large for state data, and no payload store is configured here: on AWS, name its bucket in PAYLOAD_BUCKET.");

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task<ReadOnlyMemory<byte>> GetAsync(string reference, CancellationToken cancellationToken) => throw new NotSupportedException(
        $"The payload '{reference}' cannot be read: no payload store is configured here; on AWS, name its bucket in PAYLOAD_BUCKET.");
}
