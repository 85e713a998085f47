using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AiProxy.StatesLanguage;

/// <summary>
/// Ids and random numbers where nothing else is injected. Drawn from the system in batches: one at a time costs more than a state.
/// </summary>
internal static class DefaultSources
{
    private const int BatchSize = 1024;

    [ThreadStatic]
    private static byte[]? _batch;

    [ThreadStatic]
    private static int _used;

    public static string NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        Take(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    public static double NextRandom()
    {
        Span<byte> bytes = stackalloc byte[8];
        Take(bytes);
        return (BinaryPrimitives.ReadUInt64LittleEndian(bytes) >> 11) * (1.0 / (1UL << 53));
    }

    private static void Take(Span<byte> bytes)
    {
        var batch = _batch;
        if (batch is null || _used + bytes.Length > BatchSize)
        {
            batch = _batch ??= new byte[BatchSize];
            RandomNumberGenerator.Fill(batch);
            _used = 0;
        }

        var taken = batch.AsSpan(_used, bytes.Length);
        taken.CopyTo(bytes);

        // Handed out once, and not left behind in memory.
        taken.Clear();
        _used += bytes.Length;
    }
}
