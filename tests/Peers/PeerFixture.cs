namespace AiProxy.Peers;

/// <summary>
/// One peer for all tests of a class, a collection or an assembly: a class, collection or assembly fixture of xunit. It is started by
/// the first test that asks for it.
/// </summary>
/// <typeparam name="TPeer">The peer.</typeparam>
public sealed class PeerFixture<TPeer> : IAsyncDisposable
    where TPeer : IPeer<TPeer>
{
    private readonly Lock _starting = new();
    private Task<TPeer>? _peer;

    /// <summary>The peer, which answers.</summary>
    /// <exception cref="PeerUnavailableException">It is not installed and cannot be; the test is skipped.</exception>
    public Task<TPeer> GetAsync()
    {
        // Not with the token of the test that happens to be first: the others wait for the same one.
        lock (_starting)
            return _peer ??= TPeer.StartAsync(CancellationToken.None);
    }

    /// <summary>Ends the peer, if it was started.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_peer is { IsCompletedSuccessfully: true })
            await (await _peer).DisposeAsync();
    }
}
