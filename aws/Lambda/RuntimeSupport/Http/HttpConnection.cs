using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport.Http;

/// <summary>
/// One HTTP/1.1 connection to the Runtime API. Not an HttpClient: that one cannot send trailers, which a streamed response's error
/// needs, and without it a small function's binary and start are smaller.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private static readonly string Agent = $"aiproxy-lambda-dotnet/{Environment.Version}";

    private readonly Socket _socket;
    private readonly HttpReader _reader;
    private readonly string _host;

    private HttpConnection(Socket socket, string host)
    {
        _socket = socket;
        _host = host;
        _reader = new HttpReader(ReceiveAsync);
    }

    /// <summary>Whether the peer has neither closed the idle connection nor sent what nobody asked for.</summary>
    public bool IsUsable => _socket.Connected && !_socket.Poll(0, SelectMode.SelectRead);

    /// <summary>Whether anything has come of the answer that is waited for.</summary>
    public bool ReplyHasBegun => _reader.HasBegun;

    /// <summary>Connects.</summary>
    /// <param name="host"><c>host:port</c>; port 80 when it is left out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">Nothing answers there.</exception>
    public static async Task<HttpConnection> OpenAsync(string host, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://{host}");
        EndPoint endPoint = IPAddress.TryParse(address.DnsSafeHost, out var ip)
            ? new IPEndPoint(ip, address.Port)
            : new DnsEndPoint(address.DnsSafeHost, address.Port);
        var socket = ip is null
            ? new Socket(SocketType.Stream, ProtocolType.Tcp)
            : new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            return new HttpConnection(socket, host);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new IOException($"The Runtime API at {host} cannot be reached: {exception.Message}", exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request with a body of known length, and reads the answer.</summary>
    public async Task<HttpReply> SendAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var head = Head(request, request.Method == "GET"
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {request.Body.Length}\r\n"));
        await WriteAsync(head, request.Body, default, cancellationToken).ConfigureAwait(false);
        return await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins a request whose body follows in chunks.</summary>
    public Task BeginChunkedAsync(HttpRequest request, CancellationToken cancellationToken) =>
        WriteAsync(Head(request, "Transfer-Encoding: chunked\r\n"), default, default, cancellationToken);

    /// <summary>Sends bytes as they stand.</summary>
    /// <exception cref="IOException">The peer takes no more.</exception>
    public async Task WriteAsync(
        ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second, ReadOnlyMemory<byte> third, CancellationToken cancellationToken)
    {
        // One packet for what is small; what is large is not copied.
        const int Small = 16 * 1024;
        if (second.Length > 0 && first.Length + second.Length + third.Length <= Small)
        {
            var joined = new byte[first.Length + second.Length + third.Length];
            first.CopyTo(joined);
            second.CopyTo(joined.AsMemory(first.Length));
            third.CopyTo(joined.AsMemory(first.Length + second.Length));
            (first, second, third) = (joined, default, default);
        }

        await WriteAsync(first, cancellationToken).ConfigureAwait(false);
        await WriteAsync(second, cancellationToken).ConfigureAwait(false);
        await WriteAsync(third, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the answer to a request that was sent in chunks.</summary>
    public Task<HttpReply> ReadReplyAsync(CancellationToken cancellationToken) => _reader.ReadAsync(cancellationToken);

    public void Dispose() => _socket.Dispose();

    private byte[] Head(HttpRequest request, string framing)
    {
        var head = new StringBuilder();
        head.Append(request.Method).Append(' ').Append(request.Path).Append(" HTTP/1.1\r\n");
        head.Append("Host: ").Append(_host).Append("\r\nUser-Agent: ").Append(Agent).Append("\r\n");
        foreach (var (name, value) in request.Headers)
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        return Encoding.UTF8.GetBytes(head.Append(framing).Append("\r\n").ToString());
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
            bytes = bytes[await Translated(_socket.SendAsync(bytes, cancellationToken)).ConfigureAwait(false)..];
    }

    private async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await Translated(_socket.ReceiveAsync(buffer, cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_socket.Available > 0)
        {
            // It came at the same moment.
            return await Translated(_socket.ReceiveAsync(buffer, CancellationToken.None)).ConfigureAwait(false);
        }
    }

    private static async ValueTask<int> Translated(ValueTask<int> transfer)
    {
        try
        {
            return await transfer.ConfigureAwait(false);
        }
        catch (SocketException exception)
        {
            throw new IOException($"The connection to the Runtime API broke: {exception.Message}", exception);
        }
    }
}
