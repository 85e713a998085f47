using System.Collections.Immutable;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Payloads;

namespace AiProxy.Contracts.Calls;

/// <summary>What became of one target. CallProvider writes the answered ones; the workflow writes the failed ones.</summary>
public sealed record CallResult
{
    /// <inheritdoc cref="Plans.Target.Id"/>
    public required string Id { get; init; }

    /// <summary>Whether the target answered.</summary>
    public required bool Ok { get; init; }

    /// <summary>Tries of the call, the first included; the workflow counts them.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Milliseconds from the call's start to its answer, or to giving up.</summary>
    public long LatencyMs { get; init; }

    /// <summary>The model as the provider names it in its answer.</summary>
    public string? Model { get; init; }

    /// <summary>Token counts; null when the provider gave none.</summary>
    public Usage? Usage { get; init; }

    /// <summary>US dollars; null when the price or the usage is unknown.</summary>
    public decimal? CostUsd { get; init; }

    /// <inheritdoc cref="Call.Dropped"/>
    public ImmutableArray<string> Dropped { get; init; } = [];

    /// <summary>A <see cref="ChatAnswer"/>, inline or by reference; null when the target failed.</summary>
    public Payload? Answer { get; init; }

    /// <summary>The ASL error name, for example <c>ProviderTimeoutException</c> or <c>States.Timeout</c>; null when the target answered.</summary>
    public string? Error { get; init; }

    /// <summary>What a person should read about the failure; null when the target answered.</summary>
    public string? Message { get; init; }
}
