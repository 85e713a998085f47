using AiProxy.Contracts.Payloads;
using AiProxy.Storage.Payloads;

namespace AiProxy.Host.Storage;

/// <summary>Keeps large payloads in the host's file for a day.</summary>
internal sealed class SqlitePayloadStore(Database database, TimeProvider time) : IPayloadStore
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    public async Task<string> PutAsync(string requestId, ReadOnlyMemory<byte> utf8Json, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // As the functions mint them: where these run as processes, they read what is put here.
        string reference = PayloadReference.Mint(requestId);
        await WriteAsync(reference, utf8Json.ToArray());
        return reference;
    }

    /// <summary>Keeps a payload under a reference that was minted elsewhere, in the place of one that is there.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be written.</exception>
    public Task WriteAsync(string reference, byte[] body) => database.WriteAsync(
        "INSERT INTO payload(reference, expiration, body) VALUES($reference, $expiration, $body) "
        + "ON CONFLICT(reference) DO UPDATE SET expiration = $expiration, body = $body",
        command =>
        {
            command.Parameters.AddWithValue("$reference", reference);
            command.Parameters.AddWithValue("$expiration", (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
            command.Parameters.AddWithValue("$body", body);
        });

    /// <summary>A payload; null where there is none.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be read.</exception>
    public byte[]? Read(string reference) => database.Read("SELECT body FROM payload WHERE reference = $reference", command =>
    {
        command.Parameters.AddWithValue("$reference", reference);
        return (byte[]?)command.ExecuteScalar();
    });

    public Task<ReadOnlyMemory<byte>> GetAsync(string reference, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<ReadOnlyMemory<byte>>(Read(reference) ?? throw new PayloadNotFoundException(reference));
    }
}
