using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Plans;
using AWS.Lambda.Powertools.Logging;

namespace AiProxy.Transform;

/// <summary>What Transform logs: one line a request, never anything of its text.</summary>
internal static class Log
{
    public static void Outcome(WavePlan waves)
    {
        if (waves.Plan is { } plan)
        {
            Call[] calls = [.. waves.Waves.SelectMany(wave => wave.Calls)];
            Logger.LogInformation(
                "{event}: route {route}, strategy {strategy}, {waves} waves of {calls} calls, {stored} bodies stored, {dropped} members dropped",
                "request_translated", plan.Route, plan.Strategy.WireName(), waves.Waves.Length, calls.Length,
                calls.Count(call => call.Request.Ref is not null), calls.Sum(call => call.Dropped.Length));
        }
        else
        {
            Logger.LogInformation("{event}: status {status}", "request_not_expressible", waves.Response!.StatusCode);
        }
    }
}
