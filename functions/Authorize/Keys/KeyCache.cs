using AiProxy.Contracts.Payloads;

namespace AiProxy.Authorize.Keys;

/// <summary>
/// Remembers lookups for a moment, also those that found nothing: who guesses keys, or asks often, does not wear the table out. A key that is revoked
/// is refused here within <see cref="Lifetime"/>.
/// </summary>
internal sealed class KeyCache(IKeyStore store, TimeProvider clock)
{
    /// <summary>How long a lookup counts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    /// <summary>Most lookups remembered; when there are more, all are forgotten.</summary>
    public const int MaxEntries = 1000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (KeyRecord? Record, long Since)> _entries = [];

    /// <exception cref="StorageUnavailableException">It is not remembered and cannot be looked up.</exception>
    public async Task<KeyRecord?> FindAsync(string id)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(id, out (KeyRecord? Record, long Since) entry) && clock.GetElapsedTime(entry.Since) < Lifetime)
            {
                return entry.Record;
            }
        }
        // From before the lookup: what changes during it is not missed for longer than the lifetime.
        long since = clock.GetTimestamp();
        KeyRecord? record = await store.FindAsync(id);
        lock (_gate)
        {
            if (_entries.Count >= MaxEntries)
            {
                _entries.Clear();
            }
            _entries[id] = (record, since);
        }
        return record;
    }
}
