using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AiProxy.Gateway.Tests.StepFunctions;

/// <summary>A service on a loopback socket that answers, or breaks off, byte by byte as a test says.</summary>
internal sealed class RawService : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Queue<Func<NetworkStream, Task>> _script = [];
    private readonly Lock _lock = new();
    private readonly List<string> _requests = [];
    private readonly Task _running;

    public RawService()
    {
        _listener.Start();
        _running = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Whole requests that were taken in: head and body.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>The next request is answered.</summary>
    public RawService Answer(string body, int status = 200) => Next(stream => WriteAsync(stream, Response(status, body)));

    /// <summary>The next request is refused as the service does it: an id, and the error's name where the protocol has it.</summary>
    public RawService Fail(string type, int status = 400) => Next(
        stream => WriteAsync(stream, Response(status, $$"""{"__type":"{{type}}","message":"no"}""", "x-amzn-RequestId: 1-2\r\n")));

    /// <summary>The next request is read, and the connection closed.</summary>
    public RawService Cut() => Next(_ => Task.CompletedTask, close: true);

    /// <summary>The next answer ends in its middle.</summary>
    public RawService CutAnswer(string body) => Next(
        stream => WriteAsync(stream, Response(200, body)[..^(body.Length / 2)]), close: true);

    /// <summary>The next request is read and never answered.</summary>
    public RawService Hang() => Next(_ => Task.Delay(Timeout.Infinite, _stop.Token));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static string Response(int status, string body, string headers = "") => string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP/1.1 {status} X\r\nContent-Type: application/x-amz-json-1.0\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    private static Task WriteAsync(NetworkStream stream, string text) => stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    private RawService Next(Func<NetworkStream, Task> step, bool close = false)
    {
        _script.Enqueue(async stream =>
        {
            await step(stream);
            if (close)
            {
                stream.Socket.Close();
            }
        });
        return this;
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient owned = client;
        try
        {
            NetworkStream stream = client.GetStream();
            while (await ReadAsync(stream) is { } request)
            {
                Func<NetworkStream, Task> step;
                lock (_lock)
                {
                    _requests.Add(request);
                    step = _script.Count > 1 ? _script.Dequeue() : _script.Peek();
                }
                await step(stream);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException or SocketException)
        {
            // The client's end, or the test's.
        }
    }

    private async Task<string?> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[64 * 1024];
        while (true)
        {
            int read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0)
            {
                return null;
            }
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            string soFar = text.ToString();
            int end = soFar.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && soFar.Length >= end + 4 + LengthOf(soFar[..end]))
            {
                return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(soFar));
            }
        }
    }

    private static int LengthOf(string head)
    {
        const string name = "content-length:";
        string line = head.Split("\r\n").First(line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return int.Parse(line[name.Length..], CultureInfo.InvariantCulture);
    }
}
