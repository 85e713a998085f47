namespace AiProxy.Contracts.Calls;

/// <summary>Input of CallProvider.</summary>
public sealed record CallInput
{
    /// <inheritdoc cref="Requests.WorkflowInput.RequestId"/>
    public required string RequestId { get; init; }

    /// <summary>The call to make.</summary>
    public required Call Call { get; init; }

    /// <summary>When the whole execution must have answered, milliseconds since the Unix epoch.</summary>
    public required long Deadline { get; init; }
}
