namespace AiProxy.Peers;

/// <summary>A peer that knows how it is started.</summary>
/// <typeparam name="TSelf">The peer.</typeparam>
public interface IPeer<TSelf> : IAsyncDisposable
{
    /// <summary>Starts it on a free port and waits until it answers.</summary>
    /// <exception cref="PeerUnavailableException">It is not installed and cannot be; the test is skipped.</exception>
    static abstract Task<TSelf> StartAsync(CancellationToken cancellationToken);
}
