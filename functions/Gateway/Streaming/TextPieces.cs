namespace AiProxy.Gateway.Streaming;

/// <summary>Cuts a text into deltas, never in the middle of a character.</summary>
internal static class TextPieces
{
    /// <summary>Most characters a delta has. Some clients read events line by line into a buffer that ends at 64 KiB.</summary>
    public const int MaxLength = 2048;

    /// <returns>At least one piece, an empty one for an empty text.</returns>
    public static IEnumerable<string> Of(string text)
    {
        int start = 0;
        while (text.Length - start > MaxLength)
        {
            int length = char.IsHighSurrogate(text[start + MaxLength - 1]) ? MaxLength - 1 : MaxLength;
            yield return text.Substring(start, length);
            start += length;
        }
        yield return start == 0 ? text : text[start..];
    }
}
