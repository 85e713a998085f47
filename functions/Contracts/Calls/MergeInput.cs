using System.Collections.Immutable;
using System.Text.Json.Serialization;
using AiProxy.Contracts.Plans;

namespace AiProxy.Contracts.Calls;

/// <summary>Input of Merge.</summary>
public sealed record MergeInput
{
    /// <inheritdoc cref="Requests.WorkflowInput.RequestId"/>
    [JsonPropertyName("requestId")]
    public required string RequestId { get; init; }

    /// <summary>The execution's name or ARN, for the answer and the error text.</summary>
    [JsonPropertyName("executionId")]
    public required string ExecutionId { get; init; }

    /// <summary>As Validate made it.</summary>
    [JsonPropertyName("plan")]
    public required Plan Plan { get; init; }

    /// <summary>What the finished waves brought, in the order of the plan.</summary>
    [JsonPropertyName("results")]
    public ImmutableArray<CallResult> Results { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Only where a race was won: the winning call.</summary>
    [JsonPropertyName("winner")]
    public CallReference? Winner { get; init; }

    /// <summary>Only where a race was won: every call of the winning wave, whose stored records say who else had answered.</summary>
    [JsonPropertyName("raced")]
    public ImmutableArray<CallReference> Raced { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Whether the deadline ended the waves: it has passed, or leaves no time for the next one.</summary>
    [JsonPropertyName("deadlinePassed")]
    public bool DeadlinePassed { get; init; }
}

/// <summary>Names a call whose answer is stored.</summary>
public sealed record CallReference
{
    /// <inheritdoc cref="Call.Id"/>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <inheritdoc cref="Call.CallKey"/>
    [JsonPropertyName("callKey")]
    public required string CallKey { get; init; }

    /// <inheritdoc cref="CallResult.Attempts"/>
    [JsonPropertyName("attempts")]
    public int Attempts { get => Math.Max(1, field); init; } = 1;
}
