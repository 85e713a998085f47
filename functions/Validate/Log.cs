using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Plans;
using AWS.Lambda.Powertools.Logging;

namespace AiProxy.Validate;

/// <summary>What Validate logs: one line a request, never anything of its text.</summary>
internal static class Log
{
    public static void Outcome(string caller, Plan? plan, IReadOnlyList<Complaint> complaints)
    {
        if (plan is not null)
        {
            Logger.LogInformation(
                "{event}: caller {caller}, route {route}, strategy {strategy}, quorum {quorum}, {targets} targets, {fallbacks} fallbacks",
                "request_accepted", caller, plan.Route, plan.Strategy.WireName(), plan.Quorum, plan.Targets.Length, plan.Fallbacks.Length);
        }
        else
        {
            Logger.LogInformation("{event}: caller {caller}, status {status}, {code}, {complaints} complaints",
                "request_refused", caller, complaints[0].Status, complaints[0].Code, complaints.Count);
        }
    }

    public static void RoutesAccepted(string? version, int providers, int models) => Logger.LogInformation(
        "{event}: version {version}, {providers} providers, {models} models", "routes_accepted", version ?? "", providers, models);
}
