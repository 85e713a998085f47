using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace AiProxy.Contracts.Plans;

/// <summary>A route made concrete for one request: which targets, how their answers become one, within which limits.</summary>
public sealed record Plan
{
    /// <summary>The route that <c>model</c> named, or the <c>provider/model</c> asked for directly.</summary>
    [JsonPropertyName("route")]
    public required string Route { get; init; }

    /// <inheritdoc cref="Plans.Strategy"/>
    [JsonPropertyName("strategy")]
    public required Strategy Strategy { get; init; }

    /// <summary>Good answers needed, from 1 to the number of targets and fallbacks; fewer sends the next wave.</summary>
    [JsonPropertyName("quorum")]
    public required int Quorum { get; init; }

    /// <summary>Hard limit on the whole execution, milliseconds since its start.</summary>
    [JsonPropertyName("deadlineMs")]
    public required int DeadlineMs { get; init; }

    /// <summary>Whether what a target cannot express is dropped (and named in the answer) instead of refused.</summary>
    [JsonPropertyName("dropUnsupported")]
    public required bool DropUnsupported { get; init; }

    /// <summary>Only with <see cref="Strategy.Vote"/>: what is compared.</summary>
    [JsonPropertyName("vote")]
    public VoteOptions? Vote { get; init; }

    /// <summary>Asked first: at once, or one after the other with <see cref="Strategy.First"/>.</summary>
    [JsonPropertyName("targets")]
    public required ImmutableArray<Target> Targets { get; init; }

    /// <summary>Asked when the quorum is not met.</summary>
    [JsonPropertyName("fallbacks")]
    public ImmutableArray<Target> Fallbacks { get => field.IsDefault ? [] : field; init; } = [];
}
