using Amazon.Lambda.RuntimeSupport.Http;

namespace Amazon.Lambda.RuntimeSupport.Streaming;

/// <summary>
/// A response that is sent while it is made. The request to the Runtime API begins with the first write, so that what fails before it
/// can still be reported as the invocation's error.
/// </summary>
internal sealed class ResponseStream(
    Func<CancellationToken, Task<ChunkedRequest>> open, ReadOnlyMemory<byte> prelude, long maxBytes = ResponseStream.MaxBytes) : IDisposable
{
    /// <summary>
    /// Lambda's limit for a streamed response, see
    /// <see href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html">response streaming</see>.
    /// </summary>
    public const long MaxBytes = 200L * 1024 * 1024;

    /// <summary>What divides the prelude from the body.</summary>
    private static readonly byte[] Delimiter = new byte[8];

    private readonly SemaphoreSlim _turn = new(1, 1);
    private ChunkedRequest? _request;
    private long _bytesWritten;
    private bool _ended;

    /// <summary>Bytes of the body written so far.</summary>
    public long BytesWritten => Interlocked.Read(ref _bytesWritten);

    /// <summary>Whether something was sent: an error can then only end what has begun.</summary>
    public bool HasBegun => _request is not null;

    /// <summary>What broke the sending, or null.</summary>
    public Exception? Broken { get; private set; }

    /// <summary>Sends a piece of the body, the prelude first.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        // One at a time: pieces of two writes must not mix in one chunk.
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_ended)
                throw new InvalidOperationException("Cannot write to a completed stream.");
            if (Broken is not null)
                throw new IOException("Lambda takes no more of this response.", Broken);
            if (_bytesWritten + data.Length > maxBytes)
                throw new InvalidOperationException($"A streamed response can have at most {maxBytes} bytes.");

            await SendAsync(data, cancellationToken).ConfigureAwait(false);
            Interlocked.Add(ref _bytesWritten, data.Length);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The handler has returned, or has failed: ends the response and waits for what the Runtime API says.</summary>
    /// <param name="errorType">The type of what failed, or null.</param>
    /// <param name="errorJson">The error's JSON.</param>
    /// <returns>The reply; null if the sending is broken.</returns>
    public async Task<HttpReply?> EndAsync(string? errorType, byte[]? errorJson)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            _ended = true;
            if (Broken is not null)
                return null;
            if (_request is null)
                await SendAsync(default, CancellationToken.None).ConfigureAwait(false);
            return await _request!.EndAsync(errorType, errorJson).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            Broken ??= exception;
            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The handler has failed before it wrote: the stream takes nothing any more.</summary>
    /// <returns>False if it wrote in the meantime, or before.</returns>
    public async Task<bool> TryAbandonAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (HasBegun)
                return false;
            _ended = true;
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _request?.Dispose();

    private async Task SendAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var first = _request is null;
        try
        {
            _request ??= await open(cancellationToken).ConfigureAwait(false);
            if (first && prelude.Length > 0)
                await _request.WriteAsync(prelude, Delimiter, cancellationToken).ConfigureAwait(false);
            await _request.WriteAsync(data, default, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (_request is not null)
        {
            // Half a chunk may be on its way, also when the write was cancelled: nothing can follow it.
            Broken = exception;
            throw;
        }
    }
}
