using AiProxy.Jsonata.Evaluation;

namespace AiProxy.Jsonata.Functions.Strings;

/// <summary>
/// Finds a text in others by code units. For long ones in linear time (Knuth, Morris, Pratt): .NET's search is faster on ordinary texts,
/// but a hostile pair of megabytes would keep it busy for hours.
/// </summary>
internal readonly struct TextSearch
{
    private const int LongPattern = 64;

    private readonly string _pattern;
    private readonly int[]? _borders;

    public TextSearch(string pattern, EvalContext eval)
    {
        _pattern = pattern;
        if (pattern.Length > LongPattern)
        {
            eval.Allocate(pattern.Length * 4L);
            _borders = FindBorders(pattern);
        }
    }

    /// <summary>The first place at or behind <paramref name="start"/>; -1 if there is none.</summary>
    public int IndexOf(string text, int start)
    {
        if (_borders is null)
        {
            return text.IndexOf(_pattern, start, StringComparison.Ordinal);
        }

        var matched = 0;
        for (var at = start; at < text.Length; at++)
        {
            while (matched > 0 && text[at] != _pattern[matched])
            {
                matched = _borders[matched - 1];
            }

            matched += text[at] == _pattern[matched] ? 1 : 0;
            if (matched == _pattern.Length)
            {
                return at - matched + 1;
            }
        }

        return -1;
    }

    /// <summary>For each prefix the length of the longest proper prefix that is also its suffix.</summary>
    private static int[] FindBorders(string pattern)
    {
        var borders = new int[pattern.Length];
        var length = 0;
        for (var at = 1; at < pattern.Length; at++)
        {
            while (length > 0 && pattern[at] != pattern[length])
            {
                length = borders[length - 1];
            }

            length += pattern[at] == pattern[length] ? 1 : 0;
            borders[at] = length;
        }

        return borders;
    }
}
