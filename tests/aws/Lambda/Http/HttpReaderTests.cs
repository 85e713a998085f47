using System.Text;
using Amazon.Lambda.RuntimeSupport.Http;

namespace AiProxy.Lambda.Tests.Http;

public sealed class HttpReaderTests
{
    public static TheoryData<int> Pieces => [1, 2, 7, 100_000];

    [Theory]
    [MemberData(nameof(Pieces))]
    public async Task ReadAsync_ContentLength_ReadsHeadersAndBody(int piece)
    {
        var reply = await ReadAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nlambda-runtime-aws-request-id:  r-1 \r\nX: a\r\nX: ü\r\n\r\nhello", piece);

        Assert.Equal(200, reply.Status);
        Assert.Equal("r-1", reply.Headers["Lambda-Runtime-Aws-Request-Id"]);
        Assert.Equal("a, ü", reply.Headers["x"]);
        Assert.Equal("hello", Encoding.UTF8.GetString(reply.Body));
        Assert.True(reply.KeepsConnection);
    }

    [Theory]
    [MemberData(nameof(Pieces))]
    public async Task ReadAsync_Chunked_JoinsTheChunksAndReadsOverTrailers(int piece)
    {
        var reply = await ReadAsync(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;note=1\r\nhello\r\nA\r\n, \r\nworld!\r\n0\r\nTrailer: t\r\n\r\n", piece);

        Assert.Equal("hello, \r\nworld!", Encoding.UTF8.GetString(reply.Body));
        Assert.True(reply.KeepsConnection);
    }

    [Theory]
    [MemberData(nameof(Pieces))]
    public async Task ReadAsync_NoLength_ReadsToTheConnectionsEnd(int piece)
    {
        var reply = await ReadAsync("HTTP/1.0 200 OK\n\nall of it", piece);

        Assert.Equal("all of it", Encoding.UTF8.GetString(reply.Body));
        Assert.False(reply.KeepsConnection);
    }

    [Theory]
    [MemberData(nameof(Pieces))]
    public async Task ReadAsync_SeveralReplies_LeavesEachItsOwn(int piece)
    {
        var reader = Reader(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\n{}"
            + "HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx",
            piece);

        var replies = new[] { await NextAsync(reader), await NextAsync(reader), await NextAsync(reader) };

        Assert.Equal([202, 204, 200], replies.Select(reply => reply.Status));
        Assert.Equal(["{}", "", "x"], replies.Select(reply => Encoding.UTF8.GetString(reply.Body)));
        Assert.Equal([true, true, false], replies.Select(reply => reply.KeepsConnection));
    }

    [Fact]
    public async Task ReadAsync_LargeBodyAndHeader_AreReadWhole()
    {
        var header = new string('h', 300_000);
        var body = new string('b', 6_000_000);

        var reply = await ReadAsync($"HTTP/1.1 200 OK\r\nX: {header}\r\nContent-Length: {body.Length}\r\n\r\n{body}", 65_536);

        Assert.Equal(header, reply.Headers["X"]);
        Assert.Equal(body.Length, reply.Body.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")]
    public async Task ReadAsync_ConnectionEnds_SaysSo(string text) =>
        Assert.IsType<EndOfStreamException>(await Record.ExceptionAsync(() => ReadAsync(text, 3)));

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("HTTP/2 200\r\n\r\n")]
    [InlineData("HTTP/1.1 abc\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n")]
    public async Task ReadAsync_NotHttp_IsAnIOException(string text) =>
        Assert.IsType<IOException>(await Record.ExceptionAsync(() => ReadAsync(text + new string(' ', 100), 5)));

    [Fact]
    public async Task ReadAsync_EndlessHeaders_AreRefused()
    {
        var line = $"X: {new string('x', 1000)}\r\n";
        var text = "HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat(line, 1100));

        var thrown = await Assert.ThrowsAsync<IOException>(() => ReadAsync(text, 65_536));

        Assert.Contains("more than 1048576 bytes of headers", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_CancelledAfterItsBegin_ReadsToTheEnd()
    {
        using var cancel = new CancellationTokenSource();
        ReadOnlyMemory<byte> left = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray();
        var reader = new HttpReader((buffer, cancellationToken) =>
        {
            if (cancellationToken.IsCancellationRequested)
                return ValueTask.FromCanceled<int>(cancellationToken);
            left[..1].CopyTo(buffer);
            left = left[1..];
            cancel.Cancel();
            return ValueTask.FromResult(1);
        });

        Assert.Equal("ok"u8.ToArray(), (await reader.ReadAsync(cancel.Token)).Body);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.ReadAsync(cancel.Token));
    }

    [Fact]
    public async Task HasBegun_OnlyWhileAReplyComes_IsTrue()
    {
        var reader = Reader("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP", 4);
        Assert.False(reader.HasBegun);
        await NextAsync(reader);
        Assert.False(reader.HasBegun);

        await Assert.ThrowsAsync<EndOfStreamException>(() => NextAsync(reader));
        Assert.True(reader.HasBegun);
    }

    private static Task<HttpReply> NextAsync(HttpReader reader) => reader.ReadAsync(TestContext.Current.CancellationToken);

    private static Task<HttpReply> ReadAsync(string text, int piece) => NextAsync(Reader(text, piece));

    private static HttpReader Reader(string text, int piece)
    {
        ReadOnlyMemory<byte> left = Encoding.UTF8.GetBytes(text);
        return new HttpReader((buffer, _) =>
        {
            var count = Math.Min(Math.Min(piece, buffer.Length), left.Length);
            left[..count].CopyTo(buffer);
            left = left[count..];
            return ValueTask.FromResult(count);
        });
    }
}
