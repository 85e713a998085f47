using System.Buffers;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>Bytes as they come, in memory that is given back.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    // What most events and results fit in.
    private const int UsualSize = 4096;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(UsualSize);
    private int _count;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _count);

    public void Advance(int count) => _count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_count);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _count = 0;
    }

    private void Reserve(int sizeHint)
    {
        if (_bytes.Length - _count >= Math.Max(sizeHint, 1))
            return;

        byte[] larger = ArrayPool<byte>.Shared.Rent(checked(_count + Math.Max(sizeHint, _bytes.Length)));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
