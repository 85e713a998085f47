using System.Globalization;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport.Http;

/// <summary>
/// Reads HTTP/1.1 responses (<see href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</see>) from a connection, in whatever pieces
/// they come.
/// </summary>
internal sealed class HttpReader(Func<Memory<byte>, CancellationToken, ValueTask<int>> receive)
{
    /// <summary>The most that a status line and its headers may have, in bytes; also what one line may have.</summary>
    private const int MaxHeadBytes = 1024 * 1024;

    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>Whether anything of a reply has come since the last one ended.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Reads the next response; informational ones are passed over.</summary>
    /// <param name="cancellationToken">Ends the wait for it. One that has begun is read to its end: it may be an event to answer.</param>
    /// <exception cref="IOException">The connection ended first, or what came is not HTTP.</exception>
    public async Task<HttpReply> ReadAsync(CancellationToken cancellationToken)
    {
        HasBegun = false;
        if (_start == _end && !await FillAsync(cancellationToken).ConfigureAwait(false))
            throw Ended();
        return await ReadBegunAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<HttpReply> ReadBegunAsync(CancellationToken cancellationToken)
    {
        int status;
        Dictionary<string, string> headers;
        bool keeps;
        do
        {
            var line = await ReadLineAsync(MaxHeadBytes, cancellationToken).ConfigureAwait(false);
            status = Status(line);
            keeps = line.StartsWith("HTTP/1.1", StringComparison.Ordinal);
            headers = await ReadHeadersAsync(cancellationToken).ConfigureAwait(false);
        }
        while (status is >= 100 and < 200);

        var (body, delimited) = await ReadBodyAsync(status, headers, cancellationToken).ConfigureAwait(false);
        HasBegun = false;
        return new HttpReply(status, headers, body)
        {
            KeepsConnection = keeps && delimited && !Has(headers, "Connection", "close"),
        };
    }

    private static int Status(string line) =>
        line.Length >= 12 && line.StartsWith("HTTP/1.", StringComparison.Ordinal)
        && int.TryParse(line.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : throw new IOException("The Runtime API's answer is not HTTP/1.1.");

    private static bool Has(Dictionary<string, string> headers, string name, string value) =>
        headers.GetValueOrDefault(name)?.Contains(value, StringComparison.OrdinalIgnoreCase) ?? false;

    private async Task<Dictionary<string, string>> ReadHeadersAsync(CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var left = MaxHeadBytes;
        while (true)
        {
            var line = await ReadLineAsync(left, cancellationToken).ConfigureAwait(false);
            if (line.Length == 0)
                return headers;

            left -= line.Length;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
                throw new IOException("A header of the Runtime API's answer has no name.");
            var name = line[..colon];
            var value = line[(colon + 1)..].Trim();
            headers[name] = headers.TryGetValue(name, out var earlier) ? $"{earlier}, {value}" : value;
        }
    }

    private async Task<(byte[] Body, bool Delimited)> ReadBodyAsync(
        int status, Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        if (status is 204 or 304)
            return ([], true);
        if (Has(headers, "Transfer-Encoding", "chunked"))
            return (await ReadChunksAsync(cancellationToken).ConfigureAwait(false), true);
        if (!headers.TryGetValue("Content-Length", out var text))
            return (await ReadToEndAsync(cancellationToken).ConfigureAwait(false), false);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            throw new IOException($"The Runtime API's Content-Length is '{text}'.");

        var body = new byte[length];
        await ReadExactlyAsync(body, cancellationToken).ConfigureAwait(false);
        return (body, true);
    }

    private async Task<byte[]> ReadChunksAsync(CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var line = await ReadLineAsync(MaxHeadBytes, cancellationToken).ConfigureAwait(false);
            var size = line.AsSpan(0, line.IndexOf(';', StringComparison.Ordinal) is var at and >= 0 ? at : line.Length).Trim();
            if (!int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || length < 0)
                throw new IOException($"The Runtime API's chunk size is '{line}'.");
            if (length == 0)
            {
                // Trailers are read over; the Runtime API sends none.
                await ReadHeadersAsync(cancellationToken).ConfigureAwait(false);
                return body.ToArray();
            }

            var chunk = new byte[length];
            await ReadExactlyAsync(chunk, cancellationToken).ConfigureAwait(false);
            body.Write(chunk);
            if (await ReadLineAsync(MaxHeadBytes, cancellationToken).ConfigureAwait(false) is not "")
                throw new IOException("A chunk of the Runtime API's answer is longer than it says.");
        }
    }

    private async Task<byte[]> ReadToEndAsync(CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        do
        {
            body.Write(_buffer, _start, _end - _start);
            _start = _end;
        }
        while (await FillAsync(cancellationToken).ConfigureAwait(false));

        return body.ToArray();
    }

    private async Task ReadExactlyAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        var buffered = Math.Min(_end - _start, target.Length);
        _buffer.AsMemory(_start, buffered).CopyTo(target);
        _start += buffered;
        for (target = target[buffered..]; target.Length > 0;)
        {
            var count = await receive(target, cancellationToken).ConfigureAwait(false);
            if (count == 0)
                throw Ended();
            target = target[count..];
        }
    }

    private async Task<string> ReadLineAsync(int limit, CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            var index = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (index >= 0)
            {
                var line = _buffer.AsSpan(_start, searched + index);
                _start += searched + index + 1;
                return Encoding.UTF8.GetString(line.TrimEnd((byte)'\r'));
            }

            searched = _end - _start;
            if (searched > limit)
                throw new IOException($"The Runtime API's answer has more than {MaxHeadBytes} bytes of headers.");
            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
                throw Ended();
        }
    }

    /// <returns>False at the connection's end.</returns>
    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end == _buffer.Length)
        {
            var target = _start > 0 ? _buffer : new byte[_buffer.Length * 2];
            _buffer.AsSpan(_start, _end - _start).CopyTo(target);
            (_buffer, _start, _end) = (target, 0, _end - _start);
        }

        var count = await receive(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += count;
        HasBegun |= count > 0;
        return count > 0;
    }

    private static EndOfStreamException Ended() => new("The Runtime API closed the connection.");
}
