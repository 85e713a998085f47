using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace AiProxy.EndToEnd.Tests.Failures;

/// <summary>
/// A provider on a bare socket, for what no HTTP server does: broken connections, broken protocol, bodies without end. The model's name up to the
/// first <c>@</c> says which of <see cref="RawFaults"/> it commits.
/// </summary>
internal sealed class RawProvider : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);
    private readonly Task _accepting;

    public RawProvider()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How often each model was asked, by its whole name.</summary>
    public IReadOnlyDictionary<string, int> Calls => _calls;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stopping.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using Socket _ = socket;
        try
        {
            await using var stream = new NetworkStream(socket);
            if (await ReadAsync(stream) is not { } call)
            {
                return;
            }
            int number = _calls.AddOrUpdate(call.Model, 1, (_, before) => before + 1);
            await RawFaults.Named(call.Model.Split('@')[0])(new RawCall(socket, stream, number, call.Headers, call.Body), _stopping.Token);
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side has gone, as many of the faults make it go.
        }
    }

    // Null for what is no HTTP request: a TLS greeting.
    private async Task<(string Model, string Headers, string Body)?> ReadAsync(NetworkStream stream)
    {
        byte[] buffer = new byte[64 * 1024];
        int length = 0;
        while (true)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(length), _stopping.Token);
            length += read;
            if (read == 0 || buffer[0] != (byte)'P')
            {
                return null;
            }
            string text = Encoding.UTF8.GetString(buffer, 0, length);
            int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && length - end - 4 >= ContentLength(text[..end]))
            {
                string body = text[(end + 4)..];
                return (JsonElement.Parse(body).GetProperty("model").GetString()!, text[..end], body);
            }
        }
    }

    private static int ContentLength(string headers) => headers.Split("\r\n")
        .Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
        .Select(line => int.Parse(line.AsSpan(15), CultureInfo.InvariantCulture)).Single();
}

/// <summary>A request that has come in whole.</summary>
/// <param name="Socket">For breaking the connection.</param>
/// <param name="Stream">For writing.</param>
/// <param name="Number">Counts this model's calls, from 1.</param>
/// <param name="Headers">As they came.</param>
/// <param name="Body">As it came.</param>
internal sealed record RawCall(Socket Socket, NetworkStream Stream, int Number, string Headers, string Body);
