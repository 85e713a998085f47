using AiProxy.StatesLanguage;
using AiProxy.StatesLanguage.Execution;
using AiProxy.StatesLanguage.Execution.Program;

namespace AiProxy.Bench.EngineParts;

/// <summary>Flows that stand in a state, as the interpreter's do.</summary>
internal static class Flows
{
    public static readonly VariableLayout NoVariables = new(null, []);

    /// <summary>A flow of a new execution that has entered the machine's first state with the sample.</summary>
    public static Flow InFirstState(string definition)
    {
        var parsed = StateMachine.Parse(definition);
        var machine = parsed.Machine ?? throw new ArgumentException(parsed.ErrorMessage, nameof(definition));
        var options = new EngineOptions();
        var now = TimeProvider.System.GetUtcNow();
        var run = new ExecutionRun
        {
            Options = options,
            Runtime = Sample.Runtime,
            Limits = options.Limits,
            History = new HistoryRecorder(null, TimeProvider.System, 0),
            Cancellation = new CancellationScope(TimeProvider.System, null, CancellationToken.None),
            Machine = machine,
            Input = Sample.Value,
            StartTime = now,
            Deadline = null,
            MaxEvents = int.MaxValue,
            Name = "bench",
            Arn = "arn:aws:states:us-east-1:000000000000:execution:StateMachine:bench",
            StateMachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:StateMachine",
            RoleArn = null,
            TraceHeader = null,
            HasRedriveCount = true,
        };
        var flow = new Flow(run, machine.Program, null, run.Cancellation, 0);
        return flow.Enter(machine.Program.Start, Sample.Value) ? flow : throw new InvalidOperationException("The flow is over before it began.");
    }
}
