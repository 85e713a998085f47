using System.Collections.Immutable;
using AiProxy.Contracts.Plans;

namespace AiProxy.Contracts.Routes;

/// <summary>The names of a route's members, and what is special about some of them.</summary>
internal static class RouteMembers
{
    public const string Workflow = "workflow";
    public const string Strategy = "strategy";
    public const string Quorum = "quorum";
    public const string TimeoutMs = "timeoutMs";
    public const string DeadlineMs = "deadlineMs";
    public const string DropUnsupported = "dropUnsupported";
    public const string Overridable = "overridable";
    public const string Vote = "vote";
    public const string Targets = "targets";
    public const string Fallbacks = "fallbacks";

    public static readonly ImmutableArray<string> All =
        [Workflow, Strategy, Quorum, TimeoutMs, DeadlineMs, DropUnsupported, Overridable, Vote, Targets, Fallbacks];

    /// <summary>What <c>overridable</c> may list. Not the workflow: it has been started by the time the caller's member is read.</summary>
    public static readonly ImmutableArray<string> ForCallers =
        [Strategy, Quorum, TimeoutMs, DeadlineMs, DropUnsupported, Vote, Targets, Fallbacks];

    /// <summary>Part of the design, not of this version.</summary>
    public static readonly ImmutableArray<string> Planned = ["judge", "hedge", "synthesize", "maxCostUsd"];

    /// <summary>Strategies of the design that are not part of this version.</summary>
    public static readonly ImmutableArray<string> PlannedStrategies = ["judge", "synthesize"];

    public static readonly ImmutableArray<(string Name, Strategy Value)> Strategies =
        [("first", Plans.Strategy.First), ("all", Plans.Strategy.All), ("race", Plans.Strategy.Race), ("vote", Plans.Strategy.Vote)];

    public static string NameOf(Strategy strategy) => Strategies.First(s => s.Value == strategy).Name;

    /// <summary>Only where several answers are waited for does it matter how many there are.</summary>
    public static bool UsesQuorum(Strategy strategy) => strategy is Plans.Strategy.All or Plans.Strategy.Vote;

    public static bool UsesVote(Strategy strategy) => strategy is Plans.Strategy.Vote;
}
