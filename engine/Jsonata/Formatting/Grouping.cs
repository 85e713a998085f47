namespace AiProxy.Jsonata.Formatting;

/// <summary>Where separators stand between digits.</summary>
internal static class Grouping
{
    /// <summary>The distance at which separators repeat; 0 if they do not stand at equal distances.</summary>
    public static int Interval(List<int> positions)
    {
        if (positions.Count == 0)
        {
            return 0;
        }

        var factor = positions.Aggregate(GreatestCommonDivisor);
        for (var i = 1; i <= positions.Count; i++)
        {
            if (!positions.Contains(i * factor))
            {
                return 0;
            }
        }

        return factor;
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
