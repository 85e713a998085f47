namespace AiProxy.Jsonata.Values;

/// <summary>
/// The keys of objects read lately, by where the object stood in its document and by its first key: the next document of the kind is read
/// without making its keys anew. Of a fixed size, whatever the documents hold: an entry only ever takes another's place.
/// </summary>
internal static class RecentShapes
{
    private const int Slots = 256;

    // Larger objects are seldom of one kind, and would keep much memory.
    private const int MaxKeys = 64;
    private const int MaxKeyLength = 64;

    // Threads may overwrite each other's entries: a shape never changes, and any will do.
    private static readonly Shape?[] Recent = new Shape?[Slots];

    public static int SlotOf(uint place, ReadOnlySpan<byte> firstKey)
    {
        unchecked
        {
            var hash = (place * 0x9E3779B1) ^ (uint)firstKey.Length;
            foreach (var one in firstKey[..Math.Min(firstKey.Length, 8)])
            {
                hash = (hash ^ one) * 16_777_619;
            }

            return (int)(hash >> 24);
        }
    }

    public static Shape? At(int slot) => Recent[slot];

    public static void Keep(int slot, Shape shape)
    {
        if (shape.Keys.Length <= MaxKeys && Array.TrueForAll(shape.Keys, static key => key.Length <= MaxKeyLength))
        {
            Recent[slot] = shape;
        }
    }
}
