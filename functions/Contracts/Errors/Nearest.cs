namespace AiProxy.Contracts.Errors;

/// <summary>Finds what somebody probably meant.</summary>
public static class Nearest
{
    /// <summary>The candidate that differs from <paramref name="word"/> in the fewest characters; null when none is near enough to be a typing error of it.</summary>
    public static string? To(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        int bestDistance = Math.Max(1, word.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            int distance = string.Equals(word, candidate, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(word, candidate, bestDistance);
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }
        return best;
    }

    /// <summary>A remedy: <c>Did you mean 'x'? &lt;noun&gt;: a, b, c.</c></summary>
    public static string Remedy(string word, IEnumerable<string> candidates, string noun)
    {
        string[] all = [.. candidates.Order(StringComparer.Ordinal)];
        const int most = 20;
        string list = all.Length == 0
            ? $"There are no {noun}."
            : $"{char.ToUpperInvariant(noun[0])}{noun[1..]}: {string.Join(", ", all.Take(most))}{(all.Length > most ? " ..." : ".")}";
        return To(word, all) is { } near ? $"Did you mean '{near}'? {list}" : list;
    }

    // Levenshtein, given up as soon as it cannot get below the limit: words come from callers and may be long.
    private static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) >= limit)
        {
            return limit;
        }
        int[] previous = new int[b.Length + 1];
        int[] current = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }
        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            int least = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = previous[j - 1] + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
                least = Math.Min(least, current[j]);
            }
            if (least >= limit)
            {
                return limit;
            }
            (previous, current) = (current, previous);
        }
        return previous[b.Length];
    }
}
