using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Plans;
using AiProxy.Merge.Answers;
using AiProxy.Merge.Targets;
using AWS.Lambda.Powertools.Logging;

namespace AiProxy.Merge;

/// <summary>What Merge logs: one line a request and one a call, never a prompt or an answer.</summary>
internal static class Log
{
    public static void Merged(HttpAnswer answer, MergedAnswer merged)
    {
        List<object?> facts =
        [
            merged.Winner is null ? "request_failed" : "request_answered", merged.Route, merged.Strategy.WireName(), answer.StatusCode,
            merged.Outcomes.Count(outcome => outcome.Status is TargetStatus.Answered), merged.Outcomes.Count(outcome => outcome.WasAsked), merged.Degraded,
            FallbackUsed(merged),
        ];
        string template = "{Event}: route {Route}, strategy {Strategy}, status {Status}, {Answered} of {Asked} targets answered, degraded {Degraded}, "
            + "fallback used {FallbackUsed}";
        if (merged.CostUsd is { } cost)
        {
            template += ", {CostUsd} USD";
            facts.Add(cost);
        }
        else
        {
            template += ", cost unknown";
        }
        if (merged.Winner is { } winner)
        {
            facts.Add(winner);
            Logger.LogInformation(template + ", winner {Winner}.", [.. facts]);
        }
        else
        {
            Logger.LogWarning(template + ".", [.. facts]);
        }
    }

    /// <summary>
    /// One line for each target that was asked. CallProvider's lines tell of tries, and of none that Lambda ended or whose answer was stored already;
    /// these tell how each call ended, so that an execution can be read from the log although none of its state data is in there.
    /// </summary>
    public static void Settled(MergedAnswer merged)
    {
        foreach (TargetOutcome outcome in merged.Outcomes.Where(outcome => outcome.WasAsked))
        {
            Settled(outcome);
        }
    }

    public static void RecordUnreadable(string target, Exception exception) =>
        Logger.LogWarning(exception, "The record of {Target}'s call could not be read; it counts as abandoned.", target);

    private static void Settled(TargetOutcome outcome)
    {
        Target target = outcome.Target;
        List<object?> facts =
        [
            "call_settled", target.Id, target.Provider, target.Model, outcome.Status.ToString().ToLowerInvariant(), outcome.Attempts, outcome.IsFallback,
        ];
        string template = "{Event}: {Target} ({Provider}/{Model}) {CallStatus} after {Attempts} attempts, fallback {Fallback}";
        Add(", {LatencyMs} ms", outcome.LatencyMs);
        Add(", {PromptTokens} tokens in", outcome.Usage?.PromptTokens);
        Add(", {CompletionTokens} tokens out", outcome.Usage?.CompletionTokens);
        Add(", {CallCostUsd} USD", outcome.CostUsd);
        Add(", {FailureClass}", outcome.ErrorName);
        Logger.LogInformation(template + ".", [.. facts]);

        // What is not known is no key of the line.
        void Add(string words, object? fact)
        {
            if (fact is not null)
            {
                template += words;
                facts.Add(fact);
            }
        }
    }

    // In a chain of 'first' every target but the first stands in for the one before it.
    private static bool FallbackUsed(MergedAnswer merged) =>
        merged.Outcomes.Any(outcome => outcome.IsFallback && outcome.WasAsked)
        || (merged.Strategy is Strategy.First && merged.Outcomes.Count(outcome => outcome.WasAsked) > 1);
}
