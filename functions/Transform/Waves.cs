using System.Collections.Immutable;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Plans;

namespace AiProxy.Transform;

/// <summary>Groups calls into waves: one machine serves every strategy because only the waves differ.</summary>
internal static class Waves
{
    /// <param name="plan">Says how many of the calls are targets' and how many fallbacks'.</param>
    /// <param name="calls">One a target, in the plan's order, fallbacks after targets.</param>
    public static ImmutableArray<Wave> Of(Plan plan, IReadOnlyList<Call> calls) => plan.Strategy == Strategy.First
        ? [.. calls.Select(call => new Wave { Calls = [call] })]
        : [.. new[] { calls.Take(plan.Targets.Length), calls.Skip(plan.Targets.Length) }
            .Select(wave => new Wave { Calls = [.. wave] })
            .Where(wave => !wave.Calls.IsEmpty)];
}
