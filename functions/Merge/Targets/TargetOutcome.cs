using System.Collections.Immutable;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Failures;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Plans;

namespace AiProxy.Merge.Targets;

/// <summary>A target of the plan and what became of it: one entry of <c>aiproxy.targets</c>.</summary>
internal sealed record TargetOutcome
{
    public required Target Target { get; init; }

    public required TargetStatus Status { get; init; }

    public bool IsFallback { get; init; }

    /// <summary>Tries of the call; 0 when it was never sent.</summary>
    public int Attempts { get; init; }

    /// <summary>Milliseconds; null when nobody measured.</summary>
    public long? LatencyMs { get; init; }

    public Usage? Usage { get; init; }

    /// <summary>US dollars; null when unknown. See <see cref="Costs"/>.</summary>
    public decimal? CostUsd { get; init; }

    public ImmutableArray<string> Dropped { get; init; } = [];

    /// <summary>A <see cref="ChatAnswer"/>; set exactly when <see cref="Status"/> is <see cref="TargetStatus.Answered"/>.</summary>
    public Payload? Answer { get; init; }

    /// <summary>The ASL error name; set exactly when <see cref="Status"/> is <see cref="TargetStatus.Failed"/>.</summary>
    public string? ErrorName { get; init; }

    /// <summary>What a person reads about the failure, tidied; null when there is nothing beyond its class.</summary>
    public string? Message { get; init; }

    public string Id => Target.Id;

    public FailureClass? Failure => ErrorName is null ? null : FailureClass.Of(ErrorName);

    public bool WasAsked => Status is not TargetStatus.Skipped;
}
