using System.Collections.Immutable;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Plans;

namespace AiProxy.Contracts.Calls;

/// <summary>One request to one target, ready to be sent.</summary>
public sealed record Call
{
    /// <inheritdoc cref="Target.Id"/>
    public required string Id { get; init; }

    /// <inheritdoc cref="Target.Provider"/>
    public required string Provider { get; init; }

    /// <inheritdoc cref="Target.Format"/>
    public required string Format { get; init; }

    /// <inheritdoc cref="Target.Model"/>
    public required string Model { get; init; }

    /// <inheritdoc cref="Target.Url"/>
    public required string Url { get; init; }

    /// <inheritdoc cref="Target.Secret"/>
    public string? Secret { get; init; }

    /// <inheritdoc cref="Target.Price"/>
    public Price? Price { get; init; }

    /// <inheritdoc cref="Target.Simulated"/>
    public bool Simulated { get; init; }

    /// <summary>Identifies this call for good: once its answer is stored, no retry asks the provider again. See <see cref="Calls.CallKey"/>.</summary>
    public required string CallKey { get; init; }

    /// <inheritdoc cref="Target.TimeoutMs"/>
    public required int TimeoutMs { get; init; }

    /// <summary>The Task's <c>TimeoutSeconds</c>: <see cref="TimeoutMs"/> rounded up, and a margin so that CallProvider's own timeout speaks first.</summary>
    public required int TaskTimeoutSeconds { get; init; }

    /// <summary>Least time worth starting a call with, milliseconds: a wait that leaves less gives the target up.</summary>
    public required int MinCallMs { get; init; }

    /// <summary>The body in the provider's wire format.</summary>
    public required Payload Request { get; init; }

    /// <summary>Request members the target cannot express and that were dropped, as JSON pointers; where there are very many, the last entry counts the rest.</summary>
    public ImmutableArray<string> Dropped { get; init; } = [];
}
