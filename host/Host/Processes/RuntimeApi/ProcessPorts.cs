using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace AiProxy.Host.Processes.RuntimeApi;

/// <summary>
/// One server, a port for each process: a runtime is told a host and a port and no path, so the port is what tells one process from another. They are
/// opened and closed while the server runs, which Kestrel's own endpoints are not.
/// </summary>
internal sealed class ProcessPorts(SocketTransportFactory sockets) : IConnectionListenerFactory, IConnectionListener
{
    private readonly Channel<ConnectionContext> _accepted = Channel.CreateUnbounded<ConnectionContext>();

    public EndPoint EndPoint { get; } = new IPEndPoint(IPAddress.Loopback, 0);

    /// <summary>Opens a port on the loopback address.</summary>
    public async Task<ProcessPort> OpenAsync() => new(await sockets.BindAsync(EndPoint), _accepted.Writer);

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => new(this);

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        await _accepted.Reader.WaitToReadAsync(cancellationToken) && _accepted.Reader.TryRead(out ConnectionContext? connection) ? connection : null;

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _accepted.Writer.TryComplete();
        return default;
    }

    public ValueTask DisposeAsync() => UnbindAsync();
}

/// <summary>The port of one process.</summary>
internal sealed class ProcessPort : IAsyncDisposable
{
    private readonly IConnectionListener _listener;
    private readonly Task _accepting;

    public ProcessPort(IConnectionListener listener, ChannelWriter<ConnectionContext> accepted)
    {
        _listener = listener;
        Number = ((IPEndPoint)listener.EndPoint).Port;
        _accepting = AcceptAsync(accepted);
    }

    public int Number { get; }

    /// <summary>Closes it; connections that are open stay so.</summary>
    public async ValueTask DisposeAsync()
    {
        await _listener.UnbindAsync();
        await _accepting;
        await _listener.DisposeAsync();
    }

    private async Task AcceptAsync(ChannelWriter<ConnectionContext> accepted)
    {
        while (await _listener.AcceptAsync() is { } connection)
        {
            if (!accepted.TryWrite(connection))
            {
                await connection.DisposeAsync();
            }
        }
    }
}
