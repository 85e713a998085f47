using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace AiProxy.Contracts.Calls;

/// <summary>Calls sent at once. <c>first</c> has waves of one; <c>all</c>, <c>vote</c> and <c>race</c> have the targets, then the fallbacks.</summary>
public sealed record Wave
{
    /// <summary>The calls, in the plan's order; at least one.</summary>
    [JsonPropertyName("calls")]
    public required ImmutableArray<Call> Calls { get; init; }
}
