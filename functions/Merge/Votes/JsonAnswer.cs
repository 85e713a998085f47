using System.Text.Json;

namespace AiProxy.Merge.Votes;

/// <summary>Finds the JSON in an answer's text.</summary>
internal static class JsonAnswer
{
    private const string Fence = "```";

    /// <summary>The whole text when it is JSON, else the first fenced block that is: models fence JSON and talk around it, unasked.</summary>
    public static bool TryParse(string text, out JsonElement json)
    {
        if (TryParseExactly(text.AsMemory(), out json))
        {
            return true;
        }
        int open = text.IndexOf(Fence, StringComparison.Ordinal);
        while (open >= 0)
        {
            int start = AfterLanguage(text, open + Fence.Length);
            int close = text.IndexOf(Fence, start, StringComparison.Ordinal);
            int end = close < 0 ? text.Length : close;
            if (TryParseExactly(text.AsMemory(start, end - start), out json))
            {
                return true;
            }
            open = close < 0 ? -1 : text.IndexOf(Fence, close + Fence.Length, StringComparison.Ordinal);
        }
        return false;
    }

    // The word after the fence ("json", "json5") names a language; a bare true or 5 after it would be the value.
    private static int AfterLanguage(string text, int start)
    {
        int end = start;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
        {
            end++;
        }
        return end < text.Length && text[end] != '`' ? end : start;
    }

    /// <summary>The whole text, and nothing around it.</summary>
    public static bool TryParseExactly(ReadOnlyMemory<char> text, out JsonElement json)
    {
        json = default;
        if (text.Span.IsWhiteSpace())
        {
            return false;
        }
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            json = document.RootElement.Clone();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
