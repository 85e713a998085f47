using AiProxy.Contracts.Routes;

namespace AiProxy.Contracts.Plans;

/// <summary>A strategy's name as routes files, answers and log lines have it.</summary>
public static class StrategyNames
{
    /// <summary>For example <c>vote</c>.</summary>
    public static string WireName(this Strategy strategy) => RouteMembers.NameOf(strategy);
}
