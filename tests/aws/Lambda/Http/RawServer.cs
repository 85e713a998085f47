using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AiProxy.Lambda.Tests.Http;

/// <summary>A TCP server whose connections a test speaks by hand.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public RawServer() => _listener.Start();

    public string Endpoint => _listener.LocalEndpoint.ToString()!;

    public async Task<RawConnection> AcceptAsync() => new(
        await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(RuntimeApiStub.Patience, TestContext.Current.CancellationToken));

    public void Dispose() => _listener.Dispose();
}

internal sealed class RawConnection(TcpClient client) : IDisposable
{
    private readonly NetworkStream _stream = client.GetStream();

    /// <summary>Reads one request, head and body of known length.</summary>
    public Task<string> ReadAsync() => ReadRequestAsync().WaitAsync(RuntimeApiStub.Patience, TestContext.Current.CancellationToken);

    public ValueTask WriteAsync(string text) => _stream.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

    /// <summary>An event for the client to handle.</summary>
    public ValueTask EventAsync(string id, string body, string more = "") => WriteAsync(
        $"HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: {id}\r\nContent-Length: {body.Length}\r\n{more}\r\n{body}");

    public ValueTask AcceptedAsync() => WriteAsync("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");

    public void Dispose() => client.Dispose();

    private async Task<string> ReadRequestAsync()
    {
        var text = new StringBuilder();
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            text.Append((char)await ByteAsync());
        var head = text.ToString();
        var length = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal));
        for (var left = int.Parse(length?[16..] ?? "0", System.Globalization.CultureInfo.InvariantCulture); left > 0; left--)
            text.Append((char)await ByteAsync());
        return text.ToString();
    }

    private async Task<byte> ByteAsync()
    {
        var one = new byte[1];
        await _stream.ReadExactlyAsync(one, TestContext.Current.CancellationToken);
        return one[0];
    }
}
