using System.Text.Json.Serialization;

namespace AiProxy.Contracts.Calls;

/// <summary>Input of CallProvider.</summary>
public sealed record CallInput
{
    /// <inheritdoc cref="Requests.WorkflowInput.RequestId"/>
    [JsonPropertyName("requestId")]
    public required string RequestId { get; init; }

    /// <summary>The call to make.</summary>
    [JsonPropertyName("call")]
    public required Call Call { get; init; }

    /// <summary>When the whole execution must have answered, milliseconds since the Unix epoch.</summary>
    [JsonPropertyName("deadline")]
    public required long Deadline { get; init; }
}
