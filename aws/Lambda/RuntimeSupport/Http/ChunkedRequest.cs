using System.Globalization;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport.Http;

/// <summary>
/// A request whose body is sent in chunks as it comes to be, on a connection of its own; an error ends it with trailers. See
/// <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming">custom runtimes</see>.
/// </summary>
internal sealed class ChunkedRequest : IDisposable
{
    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();

    private readonly HttpConnection _connection;

    private ChunkedRequest(HttpConnection connection) => _connection = connection;

    /// <summary>Connects and sends the request's head.</summary>
    public static async Task<ChunkedRequest> OpenAsync(string host, HttpRequest request, CancellationToken cancellationToken)
    {
        var connection = await HttpConnection.OpenAsync(host, cancellationToken).ConfigureAwait(false);
        try
        {
            await connection.BeginChunkedAsync(request, cancellationToken).ConfigureAwait(false);
            return new ChunkedRequest(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sends one chunk of two parts; none if both are empty.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second, CancellationToken cancellationToken)
    {
        var length = first.Length + second.Length;
        if (length == 0)
            return;

        var size = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{length:X}\r\n"));
        if (second.Length > 0)
        {
            var joined = new byte[length];
            first.CopyTo(joined);
            second.CopyTo(joined.AsMemory(first.Length));
            first = joined;
        }

        await _connection.WriteAsync(size, first, LineEnd, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends the end, with the error if there is one, and reads the answer.</summary>
    public async Task<HttpReply> EndAsync(string? errorType, byte[]? errorJson)
    {
        // Base64, because the JSON has line ends.
        var trailers = errorType is null || errorJson is null
            ? ""
            : $"Lambda-Runtime-Function-Error-Type: {errorType}\r\n"
                + $"Lambda-Runtime-Function-Error-Body: {Convert.ToBase64String(errorJson)}\r\n";
        await _connection.WriteAsync(Encoding.UTF8.GetBytes($"0\r\n{trailers}\r\n"), default, default, default).ConfigureAwait(false);
        return await _connection.ReadReplyAsync(CancellationToken.None).ConfigureAwait(false);
    }

    public void Dispose() => _connection.Dispose();
}
