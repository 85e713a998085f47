using System.Collections.Immutable;
using AiProxy.Contracts.Plans;
using AiProxy.Merge.Targets;

namespace AiProxy.Merge.Strategies;

/// <summary>What a strategy chooses from.</summary>
/// <param name="Answered">The targets that answered, in plan order; at least one.</param>
/// <param name="RaceWinner">The id of the target that won the race; null where none did.</param>
/// <param name="Vote">What a vote compares.</param>
internal sealed record Candidates(ImmutableArray<TargetOutcome> Answered, string? RaceWinner, VoteOptions? Vote);
