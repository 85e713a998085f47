using System.Diagnostics;
using AiProxy.Contracts.Plans;

namespace AiProxy.Merge.Strategies;

/// <summary>The strategies there are.</summary>
internal static class MergeStrategies
{
    private static readonly IMergeStrategy First = new FirstStrategy();
    private static readonly IMergeStrategy All = new AllStrategy();
    private static readonly IMergeStrategy Race = new RaceStrategy();
    private static readonly IMergeStrategy Vote = new VoteStrategy();

    public static IMergeStrategy For(Strategy strategy) => strategy switch
    {
        Strategy.First => First,
        Strategy.All => All,
        Strategy.Race => Race,
        Strategy.Vote => Vote,
        _ => throw new UnreachableException($"No merge strategy for {strategy}."),
    };
}
