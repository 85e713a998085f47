using System.Collections.Frozen;
using System.Collections.Immutable;
using AiProxy.Contracts.Plans;
using AiProxy.Contracts.Routes.Config;

namespace AiProxy.Contracts.Routes.Planning;

/// <summary>Turns settings that passed their rules into a plan.</summary>
internal static class PlanBuilder
{
    public static Plan Build(RouteSettings settings, FrozenDictionary<string, ProviderDefinition> providers)
    {
        TargetConfig[] all = [.. settings.AllTargets];
        ImmutableArray<string> ids = TargetIds.Assign(all);
        Target[] built = [.. all.Select((target, i) => BuildTarget(settings, target, ids[i], providers[target.Provider]))];
        ImmutableArray<Target> targets = Enabled(0, settings.Targets.Value.Length);
        return new Plan
        {
            Route = settings.Name,
            Strategy = settings.Strategy,
            Quorum = settings.Quorum?.Value ?? RouteDefaults.QuorumOf(settings.Strategy, targets.Length),
            DeadlineMs = settings.DeadlineMs,
            DropUnsupported = settings.DropUnsupported,
            Vote = RouteMembers.UsesVote(settings.Strategy) ? settings.Vote ?? new VoteOptions() : null,
            Targets = targets,
            Fallbacks = Enabled(settings.Targets.Value.Length, all.Length),
        };

        ImmutableArray<Target> Enabled(int from, int to) => [.. Enumerable.Range(from, to - from).Where(i => !all[i].Disabled).Select(i => built[i])];
    }

    private static Target BuildTarget(RouteSettings settings, TargetConfig target, string id, ProviderDefinition provider) => new()
    {
        Id = id,
        Provider = provider.Name,
        Format = provider.Format.Name,
        Model = target.Model,
        Url = provider.Url,
        Secret = provider.Simulated ? null : provider.Secret,
        TimeoutMs = settings.TimeoutOf(target),
        Params = target.Params,
        Price = provider.Prices.GetValueOrDefault(target.Model),
        Simulated = provider.Simulated,
    };
}
