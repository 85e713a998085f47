using AiProxy.Contracts.Failures;

namespace AiProxy.CallProvider.Secrets;

/// <summary>
/// Keeps keys in memory, so that a call does not wait for one. Calls that want the same secret at once share one read. A key that was changed is
/// noticed after <see cref="Lifetime"/>, or at once when the provider refuses the old one.
/// </summary>
internal sealed class SecretCache(ISecretSource source, TimeProvider clock)
{
    /// <summary>How long a key is used before it is read again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Longest a read may take; each caller's own limit is usually shorter.</summary>
    public static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = [];

    /// <summary>The key, from memory where it is fresh.</summary>
    /// <exception cref="ProviderException">See <see cref="ISecretSource.ReadAsync"/>.</exception>
    public Task<string> GetAsync(string name, string provider, CancellationToken cancellationToken)
    {
        Entry? entry;
        lock (_gate)
        {
            if (!_entries.TryGetValue(name, out entry) || !IsUsable(entry))
            {
                entry = Replace(name, provider);
            }
        }
        // The read is shared, so one caller's cancellation ends only its own wait.
        return entry.Key.Value.WaitAsync(cancellationToken);
    }

    /// <summary>The key read anew, because the provider refused <paramref name="refused"/>; or what another call has read since.</summary>
    /// <exception cref="ProviderException">See <see cref="ISecretSource.ReadAsync"/>.</exception>
    public Task<string> RenewAsync(string name, string provider, string refused, CancellationToken cancellationToken)
    {
        Entry? entry;
        lock (_gate)
        {
            if (!_entries.TryGetValue(name, out entry) || !IsUsable(entry) || IsKnownToBe(entry, refused))
            {
                entry = Replace(name, provider);
            }
        }
        return entry.Key.Value.WaitAsync(cancellationToken);
    }

    private bool IsUsable(Entry entry) =>
        !(entry.Key.IsValueCreated && (entry.Key.Value.IsFaulted || entry.Key.Value.IsCanceled)) && clock.GetElapsedTime(entry.Since) < Lifetime;

    private static bool IsKnownToBe(Entry entry, string key) =>
        entry.Key.IsValueCreated && entry.Key.Value.IsCompletedSuccessfully && entry.Key.Value.Result == key;

    // Lazy, so that the read starts outside the lock.
    private Entry Replace(string name, string provider) =>
        _entries[name] = new Entry(new Lazy<Task<string>>(() => ReadAsync(name, provider)), clock.GetTimestamp());

    private async Task<string> ReadAsync(string name, string provider)
    {
        using var limit = new CancellationTokenSource(ReadLimit, clock);
        try
        {
            return await source.ReadAsync(name, provider, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new ProviderUnavailableException($"the secret '{name}' was not read within {ReadLimit.TotalSeconds} s");
        }
    }

    private sealed record Entry(Lazy<Task<string>> Key, long Since);
}
