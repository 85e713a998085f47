using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AiProxy.CallProvider.Sending;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Failures;

namespace AiProxy.CallProvider.Tests.Sending;

/// <summary>The real HTTP client against a server that misbehaves.</summary>
public sealed class NetworkTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Bench _bench = new(ProviderHttp.CreateClient());

    public NetworkTests() => _listener.Start();

    private string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1";

    public void Dispose()
    {
        _listener.Dispose();
        _bench.Dispose();
    }

    // Takes one request, answers with these bytes and closes; returns the request's head.
    private async Task<string> ServeAsync(byte[] answer, bool reset = false)
    {
        using TcpClient client = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        NetworkStream stream = client.GetStream();
        byte[] buffer = new byte[65536];
        int length = 0;
        string request;
        do
        {
            length += await stream.ReadAsync(buffer.AsMemory(length), TestContext.Current.CancellationToken);
            request = Encoding.UTF8.GetString(buffer, 0, length);
        }
        while (!request.EndsWith("}]}", StringComparison.Ordinal));
        await stream.WriteAsync(answer, TestContext.Current.CancellationToken);
        if (reset)
        {
            client.LingerState = new LingerOption(true, 0);
        }
        return request;
    }

    private Task<string> ServeAsync(string answer, bool reset = false) => ServeAsync(Encoding.UTF8.GetBytes(answer), reset);

    private static string Ok(string body) => $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    [Fact]
    public async Task Send_PlainHttp_Works()
    {
        Task<string> server = ServeAsync(Ok(FakeProvider.Hello));

        CallResult result = await _bench.SendAsync(Bench.Input(Url));

        Assert.Equal("gpt-5.2-2026", result.Model);
        string request = await server;
        Assert.StartsWith("POST /v1/chat/completions HTTP/1.1", request, StringComparison.Ordinal);
        Assert.Contains("User-Agent: AiProxy", request, StringComparison.Ordinal);
        Assert.DoesNotContain("traceparent", request, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Send_UnderATrace_SendsNeitherTraceNorBaggage()
    {
        using var activity = new System.Diagnostics.Activity("request");
        activity.AddBaggage("tenant", "acme");
        activity.Start();
        Task<string> server = ServeAsync(Ok(FakeProvider.Hello));

        await _bench.SendAsync(Bench.Input(Url));

        string request = await server;
        Assert.DoesNotContain("traceparent", request, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("acme", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_Compressed_IsUnpacked()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(FakeProvider.Hello));
        }
        byte[] head = Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n");
        Task<string> server = ServeAsync([.. head, .. packed.ToArray()]);

        CallResult result = await _bench.SendAsync(Bench.Input(Url));

        Assert.Equal("hello", Bench.AnswerIn(result).Choices[0].Message.GetProperty("content").GetString());
        await server;
    }

    [Fact]
    public async Task Send_NobodyListens_IsUnavailable()
    {
        string url = Url;
        _listener.Stop();

        ProviderUnavailableException e = await Assert.ThrowsAsync<ProviderUnavailableException>(() => _bench.SendAsync(Bench.Input(url)));

        Assert.Equal("no connection to the provider could be made", e.Message);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"id\":", "the connection was cut before the whole answer had come")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n{\"id\":\r\n", "the connection was cut before the whole answer had come")]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 1000\r\n\r\n{\"err", "the connection was cut before the whole answer had come")]
    [InlineData("", "the connection was cut before the whole answer had come")]
    [InlineData("nonsense\r\n\r\n", "the answer breaks the HTTP protocol")]
    public async Task Send_ConnectionCut_IsUnavailable(string answer, string words)
    {
        Task<string> server = ServeAsync(answer);

        ProviderUnavailableException e = await Assert.ThrowsAsync<ProviderUnavailableException>(() => _bench.SendAsync(Bench.Input(Url)));

        Assert.Equal(words, e.Message);
        await server;
    }

    [Fact]
    public async Task Send_ConnectionReset_IsUnavailable()
    {
        Task<string> server = ServeAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{", reset: true);

        await Assert.ThrowsAsync<ProviderUnavailableException>(() => _bench.SendAsync(Bench.Input(Url)));

        await server;
    }

    [Fact]
    public async Task Send_TlsWhereThereIsNone_IsUnavailable()
    {
        Task server = Task.Run(
            async () =>
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                _ = await client.GetStream().ReadAtLeastAsync(new byte[1000], 1);
                await client.GetStream().WriteAsync("no TLS here, sorry"u8.ToArray());
            },
            TestContext.Current.CancellationToken);

        ProviderUnavailableException e = await Assert.ThrowsAsync<ProviderUnavailableException>(
            () => _bench.SendAsync(Bench.Input(Url.Replace("http:", "https:", StringComparison.Ordinal))));

        Assert.Equal("no secure connection to the provider could be made", e.Message);
        await server;
    }

    [Fact]
    public async Task Send_Redirect_IsNotFollowed()
    {
        Task<string> server = ServeAsync($"HTTP/1.1 307 Elsewhere\r\nLocation: {Url}/other\r\nContent-Length: 0\r\n\r\n");

        ProviderUnavailableException e = await Assert.ThrowsAsync<ProviderUnavailableException>(() => _bench.SendAsync(Bench.Input(Url)));

        Assert.Contains("redirect (307)", e.Message, StringComparison.Ordinal);
        await server;
        Assert.False(_listener.Pending());
    }
}
