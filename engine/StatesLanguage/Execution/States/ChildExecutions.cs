using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>The child executions of one distributed Map, so many at a time, until they are done or too many have failed.</summary>
internal sealed class ChildExecutions(
    Interpreter interpreter, Flow parent, MapNode node, string label, Value[] inputs, MapSettings settings) : IDisposable
{
    private readonly CancellationScope _cancellation = new(parent.Cancellation);
    private int _taken;
    private int _failures;
    private volatile Failure? _failure;
    private volatile bool _incomplete;

    /// <summary>The outputs in the order of the items; undefined for what failed and was tolerated.</summary>
    public Value[] Outputs { get; } = new Value[inputs.Length];

    /// <summary>Set if more failed than is tolerated.</summary>
    public Failure? Failure => _failure;

    /// <summary>Whether a child was cut off because the execution is ending.</summary>
    public bool IsIncomplete => _incomplete;

    /// <summary>What became of each; null where nobody wants to know.</summary>
    private ChildResult?[]? Results { get; } = node.Distributed!.Writer is null ? null : new ChildResult?[inputs.Length];

    public async ValueTask RunAsync()
    {
        var workers = settings.Concurrency(parent.Run.Limits.MaxDistributedConcurrency, inputs.Length);
        var pending = new List<Task>();
        for (var i = 0; i < workers && Volatile.Read(ref _taken) < inputs.Length; i++)
        {
            var worker = RunWorkerAsync();
            if (!worker.IsCompletedSuccessfully)
            {
                pending.Add(worker);
            }
        }

        await Task.WhenAll(pending).ConfigureAwait(false);
    }

    /// <summary>What became of every child, those not begun too, once the others have ended.</summary>
    public ChildResult[] AllResults() => [.. Results!.Select((result, i) => result ?? ChildResult.Pending(inputs[i]))];

    public void Dispose() => _cancellation.Dispose();

    private async Task RunWorkerAsync()
    {
        while (!_cancellation.IsCancelled)
        {
            var index = Interlocked.Increment(ref _taken) - 1;
            if (index >= inputs.Length)
            {
                return;
            }

            var now = parent.Run.History.Now;
            using var limit = node.Distributed!.IsExpress
                ? new CancellationScope(_cancellation, parent.Run.Options.TimeProvider, now + parent.Run.Limits.ExpressTimeout)
                : null;
            var flow = new Flow(CreateRun(inputs[index], now, limit ?? _cancellation), node.Processor, null, limit ?? _cancellation, 0);
            flow.Run.History.Skip();
            var outcome = await interpreter.RunAsync(flow, node.Processor.Start, inputs[index]).ConfigureAwait(false);
            if (Results is { } results)
            {
                results[index] = ChildResult.Of(flow, inputs[index], node.Distributed.IsExpress, outcome, _cancellation.IsCancelled);
            }

            switch (outcome.Kind)
            {
                case StateOutcomeKind.Complete:
                    Outputs[index] = outcome.Output;
                    break;
                case StateOutcomeKind.Failed:
                    Fail();
                    break;
                case StateOutcomeKind.Aborted when !_cancellation.IsCancelled && !parent.Run.IsEnding(parent.Run.History.Now):
                    // Its own time was up, not its parent's.
                    Fail();
                    break;
                default:
                    _incomplete = true;
                    break;
            }
        }
    }

    private void Fail()
    {
        if (settings.IsExceeded(Interlocked.Increment(ref _failures), inputs.Length))
        {
            _failure = Failure.ToleranceExceeded();
            _cancellation.Cancel();
        }
    }

    private ExecutionRun CreateRun(Value input, DateTimeOffset now, CancellationScope cancellation)
    {
        var run = parent.Run;
        var name = run.Options.NewId();
        var type = node.Distributed!.IsExpress ? StateMachineType.Express : StateMachineType.Standard;
        var limit = type == StateMachineType.Express ? now + run.Limits.ExpressTimeout : DateTimeOffset.MaxValue;
        return new ExecutionRun
        {
            Options = run.Options,
            Runtime = run.Runtime,
            Limits = run.Limits,
            History = new HistoryRecorder(null, run.Options.TimeProvider, 0),
            Cancellation = cancellation,
            Machine = run.Machine,
            Input = input,
            StartTime = now,
            Deadline = run.Deadline < limit || limit == DateTimeOffset.MaxValue ? run.Deadline : limit,
            MaxEvents = type == StateMachineType.Standard ? run.Limits.MaxStandardEvents : int.MaxValue,
            Name = name,
            Arn = Arn(type, name),
            StateMachineArn = $"{run.StateMachineArn}/{label}",
            RoleArn = run.RoleArn,
            TraceHeader = run.TraceHeader,
            HasRedriveCount = type == StateMachineType.Standard,
        };
    }

    /// <summary>As of an execution of the machine's part that the label names.</summary>
    /// <seealso href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html"/>
    private string Arn(StateMachineType type, string name)
    {
        var options = parent.Run.Options;
        var part = $"{parent.Run.Machine.Name}/{label}:{name}";
        return type == StateMachineType.Express
            ? $"arn:aws:states:{options.Region}:{options.AccountId}:express:{part}:{options.NewId()}"
            : $"arn:aws:states:{options.Region}:{options.AccountId}:execution:{part}";
    }
}
