using System.Buffers;
using System.Text;
using System.Text.Json;

namespace AiProxy.CallProvider.Sending;

/// <summary>
/// Takes out of a provider's words what they quote of the request: errors are logged, kept in history and answered, and a caller's text belongs in
/// none of them. Names (models, roles, tools, ids) stay, or the message would say nothing.
/// </summary>
internal static class EchoScrubber
{
    /// <summary>Longest run of characters that may stay: what is shorter is found in ordinary sentences.</summary>
    public const int LongestQuote = 19;

    /// <summary>A text as short as a quote may be is masked where it is quoted whole, if it has at least this many characters.</summary>
    private const int ShortestText = 8;

    private const string Mask = "[text of the request]";

    // Every run longer than LongestQuote holds a whole piece of the request's text, wherever it begins.
    private const int Piece = (LongestQuote + 1) / 2;

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\t\v\f");

    private static readonly string[] NameMembers = ["model", "role", "type", "name", "id", "tool_call_id", "tool_use_id", "mimeType", "media_type", "format"];

    /// <param name="message">A provider's words, on one line.</param>
    /// <param name="request">The JSON that was sent.</param>
    /// <returns><paramref name="message"/> itself when it quotes nothing.</returns>
    public static string Scrub(string message, ReadOnlyMemory<byte> request)
    {
        if (message.Length < ShortestText)
        {
            return message;
        }
        bool[]? quoted = null;
        HashSet<string> pieces = new(StringComparer.Ordinal);
        for (int i = 0; i + Piece <= message.Length; i++)
        {
            pieces.Add(message.Substring(i, Piece));
        }
        var reader = new Utf8JsonReader(request.Span, new JsonReaderOptions { MaxDepth = 1024 });
        bool isName = false;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                isName = IsName(ref reader);
            }
            else if (reader.TokenType == JsonTokenType.String && !isName)
            {
                Mark(message, pieces, OneLine(reader.GetString()!), ref quoted);
            }
        }
        return quoted is null ? message : Masked(message, quoted);
    }

    private static bool IsName(ref Utf8JsonReader reader)
    {
        foreach (string name in NameMembers)
        {
            if (reader.ValueTextEquals(name))
            {
                return true;
            }
        }
        return false;
    }

    private static void Mark(string message, HashSet<string> pieces, string text, ref bool[]? quoted)
    {
        if (text.Length is >= ShortestText and <= LongestQuote)
        {
            for (int at = message.IndexOf(text, StringComparison.Ordinal); at >= 0; at = message.IndexOf(text, at + 1, StringComparison.Ordinal))
            {
                Set(message, at, text.Length, ref quoted);
            }
            return;
        }
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup = pieces.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int from = 0; from + Piece <= text.Length; from += Piece)
        {
            ReadOnlySpan<char> piece = text.AsSpan(from, Piece);
            if (lookup.Contains(piece))
            {
                MarkRuns(message, text, from, ref quoted);
            }
        }
    }

    // The piece may stand at several places of the message; each is as long as the two agree around it.
    private static void MarkRuns(string message, string text, int from, ref bool[]? quoted)
    {
        string piece = text.Substring(from, Piece);
        for (int at = message.IndexOf(piece, StringComparison.Ordinal); at >= 0; at = message.IndexOf(piece, at + 1, StringComparison.Ordinal))
        {
            int before = message.AsSpan(0, at).CommonSuffixLength(text.AsSpan(0, from));
            int length = before + message.AsSpan(at).CommonPrefixLength(text.AsSpan(from));
            if (length > LongestQuote)
            {
                Set(message, at - before, length, ref quoted);
            }
        }
    }

    private static int CommonSuffixLength(this ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        int length = 0;
        while (length < one.Length && length < other.Length && one[^(length + 1)] == other[^(length + 1)])
        {
            length++;
        }
        return length;
    }

    private static void Set(string message, int from, int length, ref bool[]? quoted)
    {
        quoted ??= new bool[message.Length];
        quoted.AsSpan(from, length).Fill(true);
    }

    private static string Masked(string message, bool[] quoted)
    {
        var clean = new StringBuilder(message.Length);
        for (int i = 0; i < message.Length; i++)
        {
            if (!quoted[i])
            {
                clean.Append(message[i]);
            }
            else if (i == 0 || !quoted[i - 1])
            {
                clean.Append(Mask);
            }
        }
        return clean.ToString();
    }

    // As messages are: a line end quoted is a space by now.
    private static string OneLine(string text) => text.AsSpan().IndexOfAny(LineEnds) < 0 && !text.Contains("  ", StringComparison.Ordinal)
        ? text
        : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
