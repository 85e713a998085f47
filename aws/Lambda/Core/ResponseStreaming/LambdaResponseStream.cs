using System.Runtime.Versioning;
using Amazon.Lambda.RuntimeSupport.Streaming;

namespace Amazon.Lambda.Core.ResponseStreaming;

/// <summary>
/// The answer's bytes, each write sent at once; a write waits while the reader is slow. Writing no bytes sends the prelude alone.
/// The stream ends when the handler returns, not when it is disposed.
/// </summary>
[RequiresPreviewFeatures(LambdaResponseStreamFactory.PreviewMessage)]
public class LambdaResponseStream : Stream
{
    private readonly ResponseStream _response;

    internal LambdaResponseStream(ResponseStream response) => _response = response;

    /// <summary>Bytes of the body written so far.</summary>
    public long BytesWritten => _response.BytesWritten;

    /// <summary>False.</summary>
    public override bool CanRead => false;

    /// <summary>False.</summary>
    public override bool CanSeek => false;

    /// <summary>True.</summary>
    public override bool CanWrite => true;

    /// <summary>Bytes of the body written so far.</summary>
    public override long Length => BytesWritten;

    /// <summary>Not supported.</summary>
    public override long Position
    {
        get => throw NotSupported("seeking");
        set => throw NotSupported("seeking");
    }

    /// <summary>Writes a piece of the body.</summary>
    /// <exception cref="InvalidOperationException">The handler has returned, or the body would pass Lambda's 200 MB.</exception>
    /// <exception cref="IOException">Lambda takes no more of this response: its caller is gone, or it has run out of time.</exception>
    public Task WriteAsync(byte[] buffer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        return _response.WriteAsync(buffer, cancellationToken);
    }

    /// <inheritdoc cref="WriteAsync(byte[], CancellationToken)"/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken = default)
    {
        ValidateBufferArguments(buffer, offset, count);
        return _response.WriteAsync(buffer.AsMemory(offset, count), cancellationToken);
    }

    /// <inheritdoc cref="WriteAsync(byte[], CancellationToken)"/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(_response.WriteAsync(buffer, cancellationToken));

    /// <summary>Writes a piece of the body and blocks the thread meanwhile; the asynchronous ones do not.</summary>
    public override void Write(byte[] buffer, int offset, int count) =>
        WriteAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Nothing: every write is sent at once.</summary>
    public override void Flush()
    {
    }

    /// <summary>Nothing: every write is sent at once.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Not supported.</summary>
    public override int Read(byte[] buffer, int offset, int count) => throw NotSupported("reading");

    /// <summary>Not supported.</summary>
    public override long Seek(long offset, SeekOrigin origin) => throw NotSupported("seeking");

    /// <summary>Not supported.</summary>
    public override void SetLength(long value) => throw NotSupported("setting a length");

    private static NotSupportedException NotSupported(string what) => new($"{nameof(LambdaResponseStream)} does not support {what}.");
}
