using AiProxy.Host.Providers;

namespace AiProxy.Host.Storage;

/// <summary>What the host keeps for the functions, wherever they run.</summary>
internal sealed class HostStores(Database database, LocalSecrets secrets, TimeProvider time)
{
    public Database Database { get; } = database;

    public LocalSecrets Secrets { get; } = secrets;

    public TimeProvider Time { get; } = time;

    /// <summary>Idempotency records.</summary>
    public SqliteIdempotencyStore Records { get; } = new(database);

    /// <summary>Payloads that do not fit state data.</summary>
    public SqlitePayloadStore Payloads { get; } = new(database, time);
}
