namespace AiProxy.CallProvider.Tests.Sending;

/// <summary>Gives spaces: as many as asked for, or so many and then nothing for ever; a cancelled read can look like a broken connection.</summary>
internal sealed class DripStream(long most, bool hangs = false, bool breaks = false) : Stream
{
    public long Given { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => Given; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = (int)Math.Min(buffer.Length, most - Given);
        if (count == 0 && hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
            throw breaks ? new IOException("broken") : new OperationCanceledException(cancellationToken);
        }
        buffer.Span[..count].Fill((byte)' ');
        Given += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
