namespace AiProxy.Merge.Targets;

/// <summary>Whether an answer is less than what its route describes.</summary>
internal static class Degradation
{
    /// <summary>
    /// True when a target that was asked failed, or a fallback had to be asked. Losing a race is no degradation, and a racer that had already
    /// failed when the race was won cannot be told from one that was cancelled. Dropped members do not count: the route allowed them, and each
    /// target's entry names them.
    /// </summary>
    public static bool IsDegraded(IEnumerable<TargetOutcome> outcomes) =>
        outcomes.Any(outcome => outcome.Status is TargetStatus.Failed || (outcome.IsFallback && outcome.WasAsked));
}
