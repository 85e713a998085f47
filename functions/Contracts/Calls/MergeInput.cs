using System.Collections.Immutable;
using AiProxy.Contracts.Plans;

namespace AiProxy.Contracts.Calls;

/// <summary>Input of Merge.</summary>
public sealed record MergeInput
{
    /// <inheritdoc cref="Requests.WorkflowInput.RequestId"/>
    public required string RequestId { get; init; }

    /// <summary>The execution's name or ARN, for the answer and the error text.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>As Validate made it.</summary>
    public required Plan Plan { get; init; }

    /// <summary>What the finished waves brought, in the order of the plan.</summary>
    public ImmutableArray<CallResult> Results { get; init; } = [];

    /// <summary>Only where a race was won: the winning call.</summary>
    public CallReference? Winner { get; init; }

    /// <summary>Only where a race was won: every call of the winning wave, whose stored records say who else had answered.</summary>
    public ImmutableArray<CallReference> Raced { get; init; } = [];

    /// <summary>Whether the deadline ended the waves.</summary>
    public bool DeadlinePassed { get; init; }
}

/// <summary>Names a call whose answer is stored.</summary>
public sealed record CallReference
{
    /// <inheritdoc cref="Call.Id"/>
    public required string Id { get; init; }

    /// <inheritdoc cref="Call.CallKey"/>
    public required string CallKey { get; init; }

    /// <inheritdoc cref="CallResult.Attempts"/>
    public int Attempts { get; init; } = 1;
}
