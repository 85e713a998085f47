namespace AiProxy.Jsonata.Functions.StepFunctions;

/// <summary>The first double of java.util.Random with a seed, which is what Step Functions' <c>$random(seed)</c> yields.</summary>
/// <see href="https://docs.oracle.com/javase/8/docs/api/java/util/Random.html"/>
internal static class JavaRandom
{
    private const long Multiplier = 0x5DEECE66D;
    private const long Mask = (1L << 48) - 1;

    public static double NextDouble(long seed)
    {
        var state = (seed ^ Multiplier) & Mask;
        var high = Next(ref state, 26);
        var low = Next(ref state, 27);
        return ((high << 27) + low) / (double)(1L << 53);
    }

    private static long Next(ref long state, int bits)
    {
        state = unchecked((state * Multiplier) + 0xB) & Mask;
        return state >> (48 - bits);
    }
}
