using System.Buffers;

namespace AiProxy.Merge.Votes;

/// <summary>Takes out of a text what models vary without meaning it: case, white space, quotes and emphasis around it, closing punctuation.</summary>
internal static class NormalText
{
    private const string Closing = ".,;:!?\u2026\u3002\uff01\uff1f";
    private const string Wrapping = "\"'`*_\u201c\u2018\u00ab";
    private const string WrappingEnds = "\"'`*_\u201d\u2019\u00bb";
    private static readonly SearchValues<char> ClosingMarks = SearchValues.Create(Closing);

    /// <summary>The form two votes are compared in. A text of nothing but marks stays as it is.</summary>
    public static string Of(string text)
    {
        string collapsed = Collapse(text);
        ReadOnlySpan<char> rest = collapsed;
        while (true)
        {
            ReadOnlySpan<char> stripped = Strip(rest);
            if (stripped.Length == rest.Length)
            {
                break;
            }
            rest = stripped;
        }
        return (rest.IsEmpty ? collapsed : rest.ToString()).ToUpperInvariant();
    }

    /// <summary>Trimmed, with every run of white space as one space.</summary>
    public static string Collapse(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static ReadOnlySpan<char> Strip(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length > 0 && ClosingMarks.Contains(text[^1]))
        {
            return text[..^1];
        }
        if (text.Length > 1 && Wrapping.IndexOf(text[0]) is >= 0 and int pair && text[^1] == WrappingEnds[pair])
        {
            return text[1..^1];
        }
        return text;
    }
}
