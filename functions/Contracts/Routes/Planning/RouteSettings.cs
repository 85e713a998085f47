using System.Collections.Immutable;
using AiProxy.Contracts.Plans;
using AiProxy.Contracts.Routes.Config;

namespace AiProxy.Contracts.Routes.Planning;

/// <summary>A route with the defaults filled in, and for one request with the caller's member laid over it.</summary>
internal sealed record RouteSettings
{
    public required string Name { get; init; }

    /// <summary>Where the route was written: for complaints about the whole of it.</summary>
    public required string Pointer { get; init; }

    public required Sourced<string> Workflow { get; init; }

    public required Strategy Strategy { get; init; }

    /// <summary>Null: <see cref="RouteDefaults.QuorumOf"/>.</summary>
    public Sourced<int>? Quorum { get; init; }

    public required int TimeoutMs { get; init; }

    /// <summary>What a caller lets every call take at most; it bounds targets with a <c>timeoutMs</c> of their own too.</summary>
    public int TimeoutCapMs { get; init; } = int.MaxValue;

    public required int DeadlineMs { get; init; }

    public required bool DropUnsupported { get; init; }

    public VoteOptions? Vote { get; init; }

    public required ImmutableArray<string> Overridable { get; init; }

    public required Sourced<ImmutableArray<TargetConfig>> Targets { get; init; }

    public required ImmutableArray<TargetConfig> Fallbacks { get; init; }

    public IEnumerable<TargetConfig> AllTargets => Targets.Value.Concat(Fallbacks);

    public int TimeoutOf(TargetConfig target) => Math.Min(target.TimeoutMs?.Value ?? TimeoutMs, TimeoutCapMs);

    /// <summary>Lays <paramref name="route"/> over <paramref name="defaults"/>.</summary>
    /// <remarks>The defaults speak for routes of every strategy: what a route's strategy does not use is left out, not refused.</remarks>
    public static RouteSettings Of(string name, RouteConfig defaults, RouteConfig route)
    {
        Strategy strategy = route.Strategy?.Value ?? defaults.Strategy?.Value ?? RouteDefaults.Strategy;
        return new RouteSettings
        {
            Name = name,
            Pointer = route.Pointer,
            Workflow = route.Workflow ?? defaults.Workflow ?? new Sourced<string>(RouteDefaults.Workflow, route.Pointer),
            Strategy = strategy,
            Quorum = route.Quorum ?? (RouteMembers.UsesQuorum(strategy) ? defaults.Quorum : null),
            TimeoutMs = route.TimeoutMs?.Value ?? defaults.TimeoutMs?.Value ?? RouteDefaults.TimeoutMs,
            DeadlineMs = route.DeadlineMs?.Value ?? defaults.DeadlineMs?.Value ?? RouteDefaults.DeadlineMs,
            DropUnsupported = route.DropUnsupported?.Value ?? defaults.DropUnsupported?.Value ?? false,
            Vote = (route.Vote ?? (RouteMembers.UsesVote(strategy) ? defaults.Vote : null))?.Value,
            Overridable = (route.Overridable ?? defaults.Overridable)?.Value ?? [],
            Targets = route.Targets ?? new Sourced<ImmutableArray<TargetConfig>>([], route.Pointer),
            Fallbacks = route.Fallbacks?.Value ?? [],
        };
    }
}
