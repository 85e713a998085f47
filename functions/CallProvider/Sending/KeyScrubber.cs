using System.Text;

namespace AiProxy.CallProvider.Sending;

/// <summary>Takes a key out of what a provider sent back: error texts quote the request now and then, and a key must reach neither logs nor state data.</summary>
internal static class KeyScrubber
{
    /// <summary>Shorter ones are placeholders (local servers take any key), and would be found in ordinary words.</summary>
    public const int ShortestKey = 12;

    private static ReadOnlySpan<byte> Mask => "***"u8;

    /// <returns><paramref name="body"/> itself when the key is not in it.</returns>
    public static ReadOnlyMemory<byte> Scrub(ReadOnlyMemory<byte> body, string? key)
    {
        if (key is null || key.Length < ShortestKey)
        {
            return body;
        }
        byte[] secret = Encoding.UTF8.GetBytes(key);
        int found = body.Span.IndexOf(secret);
        if (found < 0)
        {
            return body;
        }
        var clean = new MemoryStream(body.Length);
        ReadOnlySpan<byte> rest = body.Span;
        for (; found >= 0; found = rest.IndexOf(secret))
        {
            clean.Write(rest[..found]);
            clean.Write(Mask);
            rest = rest[(found + secret.Length)..];
        }
        clean.Write(rest);
        return clean.GetBuffer().AsMemory(0, (int)clean.Length);
    }
}
