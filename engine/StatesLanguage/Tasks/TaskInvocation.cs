using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Tasks;

/// <summary>One attempt of a Task state. The engine makes them; tests of a handler can too.</summary>
public sealed class TaskInvocation
{
    private readonly Action? _heartbeat;
    private readonly Action<Value>? _submitted;

    /// <summary>Creates one that no execution listens to: <see cref="Heartbeat"/> and <see cref="Submitted"/> do nothing.</summary>
    public TaskInvocation()
    {
    }

    internal TaskInvocation(Action? heartbeat, Action<Value>? submitted)
    {
        _heartbeat = heartbeat;
        _submitted = submitted;
    }

    /// <summary>The state's Resource, as written: an ARN.</summary>
    public required string Resource { get; init; }

    /// <summary>
    /// The function, for <c>lambda:invoke</c> and for a function's own ARN: what the definition says, an ARN or a name.
    /// </summary>
    public string? FunctionName { get; init; }

    /// <summary>The evaluated Arguments; for a function its payload.</summary>
    public required Value Arguments { get; init; }

    /// <summary>The state's name.</summary>
    public required string StateName { get; init; }

    /// <summary>The execution's ARN.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The execution's name.</summary>
    public required string ExecutionName { get; init; }

    /// <summary>Which attempt this is, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>
    /// How long the attempt may take before the state or the execution times out; <see langword="null"/> without a limit.
    /// </summary>
    public required TimeSpan? TimeLeft { get; init; }

    /// <summary>The role of the state's Credentials, if any.</summary>
    public string? CredentialsRoleArn { get; init; }

    /// <summary>The X-Ray trace header the execution was started with, if any.</summary>
    public string? TraceHeader { get; init; }

    /// <summary>Says that the task is alive: the state's HeartbeatSeconds start again.</summary>
    public void Heartbeat() => _heartbeat?.Invoke();

    /// <summary>
    /// With <c>.sync</c>, <c>.waitForTaskToken</c> and activities the token that ends the task; null otherwise. With
    /// <c>.waitForTaskToken</c> the handler returns what the service answered at once, and the result comes through
    /// <see cref="TaskTokens"/>.
    /// </summary>
    public string? TaskToken { get; init; }

    /// <summary>With <c>.sync</c>: says that the job was started. The handler then returns when it has ended.</summary>
    /// <param name="output">What the service answered.</param>
    public void Submitted(Value output) => _submitted?.Invoke(output);
}
