using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Plans;
using AiProxy.Merge.Answers;
using AiProxy.Merge.Targets;
using AWS.Lambda.Powertools.Logging;

namespace AiProxy.Merge;

/// <summary>What Merge logs: one line a request, never a prompt or an answer.</summary>
internal static class Log
{
    public static void Merged(HttpAnswer answer, MergedAnswer merged)
    {
        List<object?> facts =
        [
            merged.Winner is null ? "request_failed" : "request_answered", merged.Route, merged.Strategy.WireName(), answer.StatusCode,
            merged.Outcomes.Count(outcome => outcome.Status is TargetStatus.Answered), merged.Outcomes.Count(outcome => outcome.WasAsked), merged.Degraded,
        ];
        string template = "{Event}: route {Route}, strategy {Strategy}, status {Status}, {Answered} of {Asked} targets answered, degraded {Degraded}";
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

    public static void RecordUnreadable(string target, Exception exception) =>
        Logger.LogWarning(exception, "The record of {Target}'s call could not be read; it counts as abandoned.", target);
}
