using AiProxy.Contracts.Payloads;

namespace AiProxy.Host.Storage;

/// <summary>Keeps large payloads in the host's file for a day.</summary>
internal sealed class SqlitePayloadStore(Database database, TimeProvider time) : IPayloadStore
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private long _next;

    public async Task<string> PutAsync(string requestId, ReadOnlyMemory<byte> utf8Json, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DateTimeOffset now = time.GetUtcNow();
        string reference = $"{requestId}/{now.ToUnixTimeMilliseconds():x}-{Interlocked.Increment(ref _next):x}";
        await database.WriteAsync("INSERT INTO payload(reference, expiration, body) VALUES($reference, $expiration, $body)", command =>
        {
            command.Parameters.AddWithValue("$reference", reference);
            command.Parameters.AddWithValue("$expiration", (now + Lifetime).ToUnixTimeSeconds());
            command.Parameters.AddWithValue("$body", utf8Json.ToArray());
        });
        return reference;
    }

    public Task<ReadOnlyMemory<byte>> GetAsync(string reference, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        byte[]? body = database.Read("SELECT body FROM payload WHERE reference = $reference", command =>
        {
            command.Parameters.AddWithValue("$reference", reference);
            return (byte[]?)command.ExecuteScalar();
        });
        return Task.FromResult<ReadOnlyMemory<byte>>(body ?? throw new PayloadNotFoundException(reference));
    }
}
