using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.History;

namespace AiProxy.StatesLanguage;

/// <summary>How an execution ended.</summary>
public enum ExecutionStatus
{
    /// <summary>With an output.</summary>
    Succeeded,

    /// <summary>With an error, or without even that.</summary>
    Failed,

    /// <summary>Its own TimeoutSeconds or the five minutes of an Express execution were over.</summary>
    TimedOut,

    /// <summary>It was cancelled. Only seen in the history: to the caller a cancelled execution is an exception.</summary>
    Aborted,
}

/// <summary>What came of an execution.</summary>
public sealed record ExecutionResult
{
    /// <summary>How it ended.</summary>
    public required ExecutionStatus Status { get; init; }

    /// <summary>The output; undefined unless it succeeded.</summary>
    public Value Output { get; init; }

    /// <summary>The error's name, if it failed with one. As on AWS, null when timed out.</summary>
    public string? Error { get; init; }

    /// <summary>The error's description, if it failed with one.</summary>
    public string? Cause { get; init; }

    /// <summary>The execution's name.</summary>
    public required string Name { get; init; }

    /// <summary>The execution's ARN.</summary>
    public required string ExecutionArn { get; init; }

    /// <summary>When it began, by the engine's clock.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>When it ended, by the engine's clock.</summary>
    public required DateTimeOffset StopTime { get; init; }

    /// <summary>The events; null if none were kept.</summary>
    public ExecutionHistory? History { get; init; }
}
