using System.Collections.Immutable;
using AiProxy.Merge.Answers;
using AiProxy.Merge.Votes;

namespace AiProxy.Merge.Strategies;

/// <summary>What a strategy chose.</summary>
/// <param name="Winner">Names the answer's model, and is the caller's <c>aiproxy.winner</c>.</param>
/// <param name="Chosen">The answers whose choices are shown, in the order they are shown in; the winner is among them.</param>
internal sealed record Selection(GivenAnswer Winner, ImmutableArray<GivenAnswer> Chosen)
{
    /// <summary>How the votes fell; null for every other strategy.</summary>
    public Tally? Vote { get; init; }

    public static Selection Of(GivenAnswer winner) => new(winner, [winner]);
}
