using System.Collections.Immutable;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Plans;

namespace AiProxy.Contracts.Routes;

/// <summary>What a <c>model</c> and an <c>aiproxy</c> member come to: a plan, or complaints (at least one).</summary>
/// <param name="Plan">Null where there are complaints.</param>
/// <param name="Complaints">Pointers are into the request body.</param>
public sealed record RouteResolution(Plan? Plan, ImmutableArray<Complaint> Complaints)
{
    internal static RouteResolution Of(Plan plan) => new(plan, []);

    internal static RouteResolution Refuse(params ReadOnlySpan<Complaint> complaints) => new(null, [.. complaints]);
}
