using System.Collections.Immutable;
using System.Text.Json.Serialization;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Payloads;

namespace AiProxy.Contracts.Calls;

/// <summary>What became of one target. CallProvider writes the answered ones; the workflow writes the failed ones.</summary>
public sealed record CallResult
{
    /// <inheritdoc cref="Plans.Target.Id"/>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>Whether the target answered.</summary>
    [JsonPropertyName("ok")]
    public required bool Ok { get; init; }

    /// <summary>Tries of the call, the first included; the workflow counts them.</summary>
    [JsonPropertyName("attempts")]
    public int Attempts { get => Math.Max(1, field); init; } = 1;

    /// <summary>Milliseconds from the call's start to its answer, or to giving up.</summary>
    [JsonPropertyName("latencyMs")]
    public long LatencyMs { get; init; }

    /// <summary>The model as the provider names it in its answer.</summary>
    [JsonPropertyName("model")]
    public string? Model { get; init; }

    /// <summary>Token counts; null when the provider gave none.</summary>
    [JsonPropertyName("usage")]
    public Usage? Usage { get; init; }

    /// <summary>US dollars; null when the price or the usage is unknown.</summary>
    [JsonPropertyName("costUsd")]
    public decimal? CostUsd { get; init; }

    /// <inheritdoc cref="Call.Dropped"/>
    [JsonPropertyName("dropped")]
    public ImmutableArray<string> Dropped { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>A <see cref="ChatAnswer"/>, inline or by reference; null when the target failed.</summary>
    [JsonPropertyName("answer")]
    public Payload? Answer { get; init; }

    /// <summary>The ASL error name, for example <c>ProviderTimeoutException</c> or <c>States.Timeout</c>; null when the target answered.</summary>
    [JsonPropertyName("error")]
    public string? Error { get; init; }

    /// <summary>What a person should read about the failure; null when the target answered.</summary>
    [JsonPropertyName("message")]
    public string? Message { get; init; }
}
