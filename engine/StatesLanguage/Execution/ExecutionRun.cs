using AiProxy.Jsonata;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Parsing;
using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.StatesLanguage.Execution;

/// <summary>One execution: what all its flows share.</summary>
internal sealed class ExecutionRun
{
    private Value _execution;
    private Value _stateMachine;
    private volatile bool _contextBuilt;

    public required EngineOptions Options { get; init; }

    public required JsonataRuntime Runtime { get; init; }

    public required EngineLimits Limits { get; init; }

    public required HistoryRecorder History { get; init; }

    public required CancellationScope Cancellation { get; init; }

    public required StateMachine Machine { get; init; }

    public required Value Input { get; init; }

    public required DateTimeOffset StartTime { get; init; }

    /// <summary>When the execution times out; null for never.</summary>
    public required DateTimeOffset? Deadline { get; init; }

    /// <summary>After how many events a Standard execution fails; Express ones have no limit.</summary>
    public required int MaxEvents { get; init; }

    public required string Name { get; init; }

    public required string Arn { get; init; }

    public required string StateMachineArn { get; init; }

    public required string? RoleArn { get; init; }

    public required string? TraceHeader { get; init; }

    /// <summary>Whether the context tells the redrive count: not in synchronous Express executions.</summary>
    public required bool HasRedriveCount { get; init; }

    /// <summary>A context object that takes the place of the execution's own, when a state is being tested.</summary>
    public Value GivenContext { get; init; }

    /// <summary>Whether the whole execution is over: its flows then end without events of their own, as on AWS.</summary>
    public bool IsEnding(DateTimeOffset now) => Cancellation.IsCancelled || now >= Deadline;

    /// <summary>The context object of a state.</summary>
    /// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html"/>
    public Value BuildContext(Flow flow, bool withRetryCount)
    {
        if (!GivenContext.IsUndefined)
        {
            return GivenContext;
        }

        if (!_contextBuilt)
        {
            BuildShared();
        }

        var state = new ObjectBuilder(3)
            .Add("Name", Value.From(flow.State.Name))
            .Add("EnteredTime", Value.From(Iso8601.Format(flow.EnteredTime)))
            .Add("RetryCount", withRetryCount ? Value.From(flow.RetryCount) : Value.Undefined)
            .Build();
        return Value.From(new ObjectBuilder(4)
            .Add("Execution", _execution)
            .Add("StateMachine", _stateMachine)
            .Add("State", Value.From(state))
            .Add("Map", flow.Item?.ToContext() ?? Value.Undefined)
            .Add("Task", flow.Pending is { } task ? TaskContext(task) : Value.Undefined)
            .Build());
    }

    private static Value TaskContext(PendingTask task) => Value.From(new ObjectBuilder(1).Add("Token", Value.From(task.Token)).Build());

    private void BuildShared()
    {
        // Two flows may do this at once: under the lock, because a Value must not be written where another thread reads.
        lock (Cancellation)
        {
            if (_contextBuilt)
            {
                return;
            }

            _execution = Value.From(new ObjectBuilder(6)
                .Add("Id", Value.From(Arn))
                .Add("Input", Input)
                .Add("StartTime", Value.From(Iso8601.Format(StartTime)))
                .Add("Name", Value.From(Name))
                .Add("RoleArn", RoleArn is null ? Value.Null : Value.From(RoleArn))
                .Add("RedriveCount", HasRedriveCount ? Value.From(0) : Value.Undefined)
                .Build());
            _stateMachine = Value.From(new ObjectBuilder(2)
                .Add("Id", Value.From(StateMachineArn))
                .Add("Name", Value.From(Machine.Name))
                .Build());
            _contextBuilt = true;
        }
    }
}
