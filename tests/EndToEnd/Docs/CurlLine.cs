using System.Text;

namespace AiProxy.EndToEnd.Tests.Docs;

/// <summary>The little of curl that the page uses: a URL, <c>-i</c>, <c>-N</c>, <c>-s</c>, <c>-H</c> and <c>-d</c>.</summary>
internal sealed record CurlLine(string Path, IReadOnlyList<(string Name, string Value)> Headers, string? Body, bool ShowsHeaders)
{
    /// <exception cref="FormatException">The line uses something else.</exception>
    public static CurlLine Parse(string line)
    {
        List<string> words = Split(line);
        string? path = null, body = null;
        bool showsHeaders = false;
        var headers = new List<(string, string)>();
        for (int i = 1; i < words.Count; i++)
        {
            switch (words[i])
            {
                case "-i":
                    showsHeaders = true;
                    break;
                case "-N" or "-s":
                    break;
                case "-H":
                    string header = words[++i];
                    int colon = header.IndexOf(':', StringComparison.Ordinal);
                    headers.Add((header[..colon], header[(colon + 1)..].Trim()));
                    break;
                case "-d":
                    body = words[++i];
                    break;
                case { } word when word.StartsWith("http://127.0.0.1:8080/", StringComparison.Ordinal):
                    path = word["http://127.0.0.1:8080".Length..];
                    break;
                case { } word:
                    throw new FormatException($"The page's curl line uses '{word}', which its test does not know.");
            }
        }
        return new CurlLine(path ?? throw new FormatException($"No URL in: {line}"), headers, body, showsHeaders);
    }

    // A shell's words: single quotes keep everything, a backslash joins lines.
    private static List<string> Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool quoted = false, any = false;
        foreach (char c in line.Replace("\\\n", " ", StringComparison.Ordinal))
        {
            if (c == '\'')
            {
                (quoted, any) = (!quoted, true);
            }
            else if (char.IsWhiteSpace(c) && !quoted)
            {
                if (any || word.Length > 0)
                {
                    words.Add(word.ToString());
                }
                word.Clear();
                any = false;
            }
            else
            {
                word.Append(c);
            }
        }
        if (any || word.Length > 0)
        {
            words.Add(word.ToString());
        }
        return words;
    }
}
