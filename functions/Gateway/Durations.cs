namespace AiProxy.Gateway;

/// <summary>Reckoning with what is left of a time.</summary>
internal static class Durations
{
    /// <summary>What is left without <paramref name="part"/>; never less than nothing.</summary>
    public static TimeSpan Without(this TimeSpan whole, TimeSpan part) => whole > part ? whole - part : TimeSpan.Zero;
}
