namespace AiProxy.CallProvider.Sending;

/// <summary>Reads a response's body up to a limit.</summary>
internal static class BoundedBody
{
    private const int FirstBuffer = 16_384;

    /// <returns>At most <paramref name="limit"/> bytes, and whether that is all of it.</returns>
    public static async Task<(ReadOnlyMemory<byte> Bytes, bool Whole)> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        // The length is what the provider says, so it buys no more than the limit; one byte more lets the end be seen without growing.
        long announced = content.Headers.ContentLength ?? FirstBuffer;
        byte[] buffer = new byte[(int)Math.Clamp(announced + 1, 1, limit)];
        int length = 0;
        await using Stream stream = await content.ReadAsStreamAsync(cancellationToken);
        while (true)
        {
            if (length == buffer.Length)
            {
                if (length == limit)
                {
                    return (buffer, await stream.ReadAsync(new byte[1], cancellationToken) == 0);
                }
                Array.Resize(ref buffer, (int)Math.Min((long)buffer.Length * 2, limit));
            }
            int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                return (buffer.AsMemory(0, length), true);
            }
            length += read;
        }
    }
}
