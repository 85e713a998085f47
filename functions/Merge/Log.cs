using AiProxy.Contracts.Answers;
using AiProxy.Merge.Answers;
using AiProxy.Merge.Targets;
using AWS.Lambda.Powertools.Logging;

namespace AiProxy.Merge;

/// <summary>What Merge logs: one line a request, never a prompt or an answer.</summary>
internal static class Log
{
    public static void Merged(HttpAnswer answer, MergedAnswer merged)
    {
        object?[] facts =
        [
            merged.Winner is null ? "request_failed" : "request_answered", merged.Route, merged.Strategy.ToString(), answer.StatusCode, merged.Winner, merged.Degraded,
            merged.Outcomes.Count(outcome => outcome.Status is TargetStatus.Answered), merged.Outcomes.Count(outcome => outcome.WasAsked),
            merged.CostUsd,
        ];
        const string Template =
            "{Event}: route {Route}, strategy {Strategy}, status {Status}, winner {Winner}, degraded {Degraded}, {Answered} of {Asked} targets answered, {CostUsd} USD.";
        if (merged.Winner is null)
        {
            Logger.LogWarning(Template, facts);
        }
        else
        {
            Logger.LogInformation(Template, facts);
        }
    }

    public static void RecordUnreadable(string target, Exception exception) =>
        Logger.LogWarning(exception, "The record of {Target}'s call could not be read; it counts as abandoned.", target);
}
