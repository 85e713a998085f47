using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Failures;

namespace AiProxy.Merge.Targets;

/// <summary>
/// What is known of the money. A request that a provider turned away before doing any work costs nothing; a call that was cut off (time-out,
/// broken connection, abandoned race, blocked answer) may have been billed, and nobody can say how much: unknown. Tries before a call's last
/// one count as free, because they were rate limits and server errors, which providers do not bill.
/// </summary>
internal static class Costs
{
    /// <summary>What a failure of class <paramref name="errorName"/> costs: 0 or unknown.</summary>
    public static decimal? OfFailure(string errorName) => errorName switch
    {
        nameof(RateLimitedException) or nameof(QuotaExhaustedException) or nameof(AuthenticationFailedException)
            or nameof(ProviderRejectedException) or nameof(ContextLengthExceededException) => 0m,
        _ => null,
    };

    /// <summary>The sum; null when any part of it is unknown.</summary>
    public static decimal? Total(IEnumerable<TargetOutcome> outcomes)
    {
        decimal total = 0;
        foreach (TargetOutcome outcome in outcomes)
        {
            if (outcome.CostUsd is not { } cost)
            {
                return null;
            }
            total += cost;
        }
        return Normalise(total);
    }

    /// <summary>The usage of every call that named one, summed; null when none did.</summary>
    public static Usage? Usage(IEnumerable<TargetOutcome> outcomes) =>
        outcomes.Select(outcome => outcome.Usage).OfType<Usage>().Aggregate((Usage?)null, (sum, usage) => sum is null ? usage : sum + usage);

    /// <summary>The same amount without trailing zeros: decimals carry the scale of what they were computed from.</summary>
    public static decimal Normalise(decimal amount) => amount / 1.0000000000000000000000000000m;
}
