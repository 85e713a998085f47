using AiProxy.StatesLanguage.History;

namespace AiProxy.StatesLanguage;

/// <summary>Who an execution is. Everything may be left out.</summary>
public sealed record ExecutionRequest
{
    /// <summary>The execution's name. Default a new UUID.</summary>
    public string? Name { get; init; }

    /// <summary>The execution's ARN. Default one made of the engine's region and account, the machine's name and the name.</summary>
    public string? ExecutionArn { get; init; }

    /// <summary>The machine's ARN. Default one made of the engine's region and account and the machine's name.</summary>
    public string? StateMachineArn { get; init; }

    /// <summary>The role in the context object.</summary>
    public string? RoleArn { get; init; }

    /// <summary>
    /// Whether an Express execution was begun by StartExecution rather than StartSyncExecution, which its context object tells. Default
    /// false.
    /// </summary>
    public bool Asynchronous { get; init; }

    /// <summary>The X-Ray trace header that tasks are given.</summary>
    public string? TraceHeader { get; init; }

    /// <summary>
    /// A new history to fill, for who wants to watch the execution or to keep the history of a cancelled one. Default: the engine makes
    /// one if <see cref="EngineOptions.RecordHistory"/> says so.
    /// </summary>
    public ExecutionHistory? History { get; init; }
}
