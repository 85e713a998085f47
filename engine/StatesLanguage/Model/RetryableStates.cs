using System.Collections.Immutable;

namespace AiProxy.StatesLanguage.Model;

/// <summary>A state whose work can fail, be retried and be caught: Task, Parallel and Map.</summary>
internal abstract record RetryableDefinition : StateDefinition
{
    public ImmutableArray<RetrierDefinition> Retry { get; init; } = [];

    public ImmutableArray<CatcherDefinition> Catch { get; init; } = [];
}

/// <seealso href="https://states-language.net/#task-state"/>
internal sealed record TaskDefinition : RetryableDefinition
{
    public required string Resource { get; init; }

    /// <summary>What the task is given; the state's input if not written.</summary>
    public Template? Arguments { get; init; }

    public Template? TimeoutSeconds { get; init; }

    public Template? HeartbeatSeconds { get; init; }

    /// <summary>The Credentials object with its RoleArn.</summary>
    public Template? Credentials { get; init; }
}

/// <seealso href="https://states-language.net/#parallel-state"/>
internal sealed record ParallelDefinition : RetryableDefinition
{
    public required ImmutableArray<ScopeDefinition> Branches { get; init; }

    public Template? Arguments { get; init; }
}

/// <summary>A Map, inline or distributed.</summary>
/// <seealso href="https://states-language.net/#map-state"/>
internal sealed record MapDefinition : RetryableDefinition
{
    public required ScopeDefinition Processor { get; init; }

    /// <summary>Null for an inline Map.</summary>
    public DistributedDefinition? Distributed { get; init; }

    /// <summary>What is iterated over; the state's input if not written.</summary>
    public Template? Items { get; init; }

    public Template? ItemSelector { get; init; }

    /// <summary>At most so many iterations at once; 0 or absent is the service's own limit.</summary>
    public Template? MaxConcurrency { get; init; }

    public Template? ToleratedFailureCount { get; init; }

    public Template? ToleratedFailurePercentage { get; init; }
}
