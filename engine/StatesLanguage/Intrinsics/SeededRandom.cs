namespace AiProxy.StatesLanguage.Intrinsics;

/// <summary>The first number a seed gives: the same seed always the same, well spread over neighbouring seeds (SplitMix64).</summary>
internal static class SeededRandom
{
    public static double NextDouble(long seed)
    {
        var state = unchecked((ulong)seed + 0x9E3779B97F4A7C15);
        state = unchecked((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9);
        state = unchecked((state ^ (state >> 27)) * 0x94D049BB133111EB);
        state ^= state >> 31;
        return (state >> 11) * (1.0 / (1UL << 53));
    }
}
