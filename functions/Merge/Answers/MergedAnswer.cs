using System.Collections.Immutable;
using AiProxy.Merge.Strategies;
using AiProxy.Merge.Targets;

namespace AiProxy.Merge.Answers;

/// <summary>A workflow that ended, before it is written down.</summary>
internal sealed record MergedAnswer
{
    public required string Route { get; init; }

    public required Contracts.Plans.Strategy Strategy { get; init; }

    public required string ExecutionId { get; init; }

    /// <summary>Every target of the plan, in its order, fallbacks last.</summary>
    public required ImmutableArray<TargetOutcome> Outcomes { get; init; }

    /// <summary>What the strategy chose; null when the workflow failed.</summary>
    public Selection? Selection { get; init; }

    public string? Winner => Selection?.Winner.Outcome.Id;

    /// <summary>A failed workflow is always degraded.</summary>
    public bool Degraded => Selection is null || Degradation.IsDegraded(Outcomes);

    /// <summary>US dollars; null when any part is unknown.</summary>
    public decimal? CostUsd => Costs.Total(Outcomes);
}
