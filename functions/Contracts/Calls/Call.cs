using System.Collections.Immutable;
using System.Text.Json.Serialization;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Plans;

namespace AiProxy.Contracts.Calls;

/// <summary>One request to one target, ready to be sent.</summary>
public sealed record Call
{
    /// <inheritdoc cref="Target.Id"/>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <inheritdoc cref="Target.Provider"/>
    [JsonPropertyName("provider")]
    public required string Provider { get; init; }

    /// <inheritdoc cref="Target.Format"/>
    [JsonPropertyName("format")]
    public required string Format { get; init; }

    /// <inheritdoc cref="Target.Model"/>
    [JsonPropertyName("model")]
    public required string Model { get; init; }

    /// <inheritdoc cref="Target.Url"/>
    [JsonPropertyName("url")]
    public required string Url { get; init; }

    /// <inheritdoc cref="Target.Secret"/>
    [JsonPropertyName("secret")]
    public string? Secret { get; init; }

    /// <inheritdoc cref="Target.Price"/>
    [JsonPropertyName("price")]
    public Price? Price { get; init; }

    /// <inheritdoc cref="Target.Simulated"/>
    [JsonPropertyName("simulated")]
    public bool Simulated { get; init; }

    /// <summary>Identifies this call for good: once its answer is stored, no retry asks the provider again. See <see cref="Calls.CallKey"/>.</summary>
    [JsonPropertyName("callKey")]
    public required string CallKey { get; init; }

    /// <inheritdoc cref="Target.TimeoutMs"/>
    [JsonPropertyName("timeoutMs")]
    public required int TimeoutMs { get; init; }

    /// <summary>The Task's <c>TimeoutSeconds</c>: <see cref="TimeoutMs"/> rounded up, and a margin so that CallProvider's own timeout speaks first.</summary>
    [JsonPropertyName("taskTimeoutSeconds")]
    public required int TaskTimeoutSeconds { get; init; }

    /// <summary>Least time worth starting a call with, milliseconds: a wait that leaves less gives the target up, and a wave in which no call has it is not begun.</summary>
    [JsonPropertyName("minCallMs")]
    public required int MinCallMs { get; init; }

    /// <summary>The body in the provider's wire format.</summary>
    [JsonPropertyName("request")]
    public required Payload Request { get; init; }

    /// <summary>Request members the target cannot express and that were dropped, as JSON pointers; where there are very many, the last entry counts the rest.</summary>
    [JsonPropertyName("dropped")]
    public ImmutableArray<string> Dropped { get => field.IsDefault ? [] : field; init; } = [];
}
