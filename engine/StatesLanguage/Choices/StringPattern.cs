namespace AiProxy.StatesLanguage.Choices;

/// <summary>StringMatches: <c>*</c> stands for any text, <c>\*</c> for itself and <c>\\</c> for a backslash.</summary>
internal static class StringPattern
{
    /// <summary>Greedy with one point to go back to: never worse than the product of the lengths.</summary>
    public static bool Matches(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        var (t, p) = (0, 0);
        var (starAt, textAtStar) = (-1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                starAt = p++;
                textAtStar = t;
                continue;
            }

            var width = p + 1 < pattern.Length && pattern[p] == '\\' && pattern[p + 1] is '*' or '\\' ? 2 : 1;
            if (p + width <= pattern.Length && pattern[p + width - 1] == text[t])
            {
                p += width;
                t++;
            }
            else if (starAt >= 0)
            {
                p = starAt + 1;
                t = ++textAtStar;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].IndexOfAnyExcept('*') < 0;
    }
}
