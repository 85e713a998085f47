namespace AiProxy.Contracts.Payloads;

/// <summary>Keeps what is too large for state data (a long prompt, a base64 image, a long answer). S3 on AWS; the host's own file locally.</summary>
public interface IPayloadStore
{
    /// <summary>Stores <paramref name="utf8Json"/> and returns its reference.</summary>
    /// <param name="requestId">The request it belongs to; part of the reference, so that a person finds it.</param>
    /// <param name="utf8Json">The JSON's bytes.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    /// <exception cref="PayloadTooLargeException">The store does not take that much.</exception>
    /// <exception cref="StorageUnavailableException">The store cannot be written at the moment.</exception>
    Task<string> PutAsync(string requestId, ReadOnlyMemory<byte> utf8Json, CancellationToken cancellationToken);

    /// <summary>Reads what <see cref="PutAsync"/> stored.</summary>
    /// <exception cref="PayloadNotFoundException">Nothing is stored under <paramref name="reference"/>, or it has expired.</exception>
    /// <exception cref="StorageUnavailableException">The store cannot be read at the moment.</exception>
    Task<ReadOnlyMemory<byte>> GetAsync(string reference, CancellationToken cancellationToken);
}
