using System.Collections.Immutable;
using System.Text.Json;
using AiProxy.Contracts.Plans;

namespace AiProxy.Contracts.Routes.Config;

/// <summary>A route, the file's <c>defaults</c> or a caller's <c>aiproxy</c> member: one shape, so that each can be laid over the one below.</summary>
internal sealed record RouteConfig(string Pointer)
{
    public Sourced<string>? Workflow { get; init; }

    public Sourced<Strategy>? Strategy { get; init; }

    public Sourced<int>? Quorum { get; init; }

    public Sourced<int>? TimeoutMs { get; init; }

    public Sourced<int>? DeadlineMs { get; init; }

    public Sourced<bool>? DropUnsupported { get; init; }

    public Sourced<ImmutableArray<string>>? Overridable { get; init; }

    public Sourced<VoteOptions>? Vote { get; init; }

    public Sourced<ImmutableArray<TargetConfig>>? Targets { get; init; }

    public Sourced<ImmutableArray<TargetConfig>>? Fallbacks { get; init; }
}

internal sealed record TargetConfig(string Provider, string Model, string Pointer)
{
    public string? Id { get; init; }

    public JsonElement? Params { get; init; }

    public Sourced<int>? TimeoutMs { get; init; }

    public bool Disabled { get; init; }

    /// <summary>As the file writes it: <c>provider/model</c>.</summary>
    public string Name => $"{Provider}/{Model}";
}
