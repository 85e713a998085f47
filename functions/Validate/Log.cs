using AiProxy.Contracts.Requests;
using AWS.Lambda.Powertools.Logging;

namespace AiProxy.Validate;

/// <summary>What Validate logs: one line a request, never anything of its text.</summary>
internal static class Log
{
    public static void Outcome(ValidatedRequest validated)
    {
        if (validated.Plan is { } plan)
        {
            Logger.LogInformation(
                "{event}: route {route}, strategy {strategy}, quorum {quorum}, {targets} targets, {fallbacks} fallbacks",
                "request_accepted", plan.Route, plan.Strategy.ToString(), plan.Quorum, plan.Targets.Length, plan.Fallbacks.Length);
        }
        else
        {
            Logger.LogInformation("{event}: status {status}", "request_refused", validated.Response!.StatusCode);
        }
    }
}
