using AiProxy.Jsonata;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution;
using AiProxy.StatesLanguage.History;
using AiProxy.StatesLanguage.Testing;

namespace AiProxy.StatesLanguage;

/// <summary>
/// Runs state machines in this process, as AWS Step Functions does. One engine serves any number of executions at once.
/// </summary>
/// <remarks>
/// Branches and iterations run side by side as far as their task handlers are asynchronous; work that a handler does before its first
/// await is done on the caller's thread.
/// </remarks>
public sealed class ExecutionEngine
{
    /// <summary>How long a state may be tested.</summary>
    private static readonly TimeSpan TestLimit = TimeSpan.FromMinutes(5);

    private readonly EngineOptions _options;
    private readonly JsonataRuntime _runtime;
    private readonly Interpreter _interpreter = new();

    /// <summary>Creates an engine.</summary>
    /// <param name="options">What it works with; null for the defaults, which do no tasks.</param>
    public ExecutionEngine(EngineOptions? options = null)
    {
        _options = options ?? new EngineOptions();
        _runtime = new JsonataRuntime
        {
            TimeProvider = _options.TimeProvider,
            Random = _options.NextRandom,
            NewUuid = _options.NewId,
        };
    }

    /// <summary>Executes a machine to its end.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="input">Its input; undefined is taken as an empty object.</param>
    /// <param name="request">Who the execution is; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the execution: its tasks' tokens fire and are awaited.</param>
    /// <returns>The result. A failed or timed-out execution is a result too.</returns>
    /// <exception cref="OperationCanceledException">
    /// <paramref name="cancellationToken"/> fired; the history, if the request brought one, then ends with ExecutionAborted.
    /// </exception>
    public ValueTask<ExecutionResult> ExecuteAsync(
        StateMachine machine, Value input, ExecutionRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(machine);
        var run = CreateRun(machine, input, request ?? new ExecutionRequest(), cancellationToken, out var history);
        if (history is not null)
        {
            run.History.Append(new ExecutionStartedEvent(run.Input, run.RoleArn));
        }
        else
        {
            run.History.Skip();
        }

        var flow = new Flow(run, machine.Program, null, run.Cancellation, 0);
        if (run.Input.Utf8Size > _options.Limits.MaxPayloadBytes)
        {
            flow.Failure = Failure.DataLimit(machine.Name);
            return new ValueTask<ExecutionResult>(Finish(run, flow, StateOutcome.Failed, history, cancellationToken));
        }

        var outcome = _interpreter.RunAsync(flow, machine.Program.Start, run.Input);
        return FinishAsync(run, flow, outcome, history, cancellationToken);
    }

    /// <summary>Tests one state, as TestState does.</summary>
    /// <param name="request">
    /// The request as AWS has it in JSON: definition, stateName, roleArn, input, variables, context, inspectionLevel, revealSecrets, mock,
    /// stateConfiguration.
    /// </param>
    /// <param name="cancellationToken">Stops the test.</param>
    /// <returns>The response as AWS has it in JSON: status, output, error, cause, nextState, inspectionData.</returns>
    /// <exception cref="TestStateException">The request is one that Step Functions refuses.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <seealso href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html"/>
    public async ValueTask<Value> TestStateAsync(Value request, CancellationToken cancellationToken = default)
    {
        var read = new TestStateRequest(request);
        var tested = TestedState.Find(read);
        StateTester.Check(read, tested);
        var name = _options.NewId();
        var parsed = StateMachine.Parse(tested.Definition, new StateMachineOptions { Name = name, IsTest = true });
        if (parsed.Machine is not { } machine)
        {
            throw new TestStateException("InvalidDefinition", parsed.ErrorMessage);
        }

        var execution = _options.NewId();
        var run = new ExecutionRun
        {
            Options = _options,
            Runtime = _runtime,
            Limits = _options.Limits,
            History = new HistoryRecorder(null, _options.TimeProvider, 0),
            Cancellation = new CancellationScope(_options.TimeProvider, _options.TimeProvider.GetUtcNow() + TestLimit, cancellationToken),
            Machine = machine,
            Input = read.Input,
            StartTime = _options.TimeProvider.GetUtcNow(),
            Deadline = _options.TimeProvider.GetUtcNow() + TestLimit,
            MaxEvents = int.MaxValue,
            Name = execution,
            Arn = $"arn:aws:states:{_options.Region}:{_options.AccountId}:express:{name}:{execution}",
            StateMachineArn = $"arn:aws:states:{_options.Region}:{_options.AccountId}:stateMachine:{name}",
            RoleArn = read.RoleArn,
            TraceHeader = null,
            HasRedriveCount = false,
            GivenContext = read.Context,
        };
        using var cancellation = run.Cancellation;
        var response = await new StateTester(read).RunAsync(run, machine.Program).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return response;
    }

    private static async ValueTask<ExecutionResult> FinishAsync(
        ExecutionRun run, Flow flow, ValueTask<StateOutcome> outcome, ExecutionHistory? history, CancellationToken cancellationToken)
    {
        using var cancellation = run.Cancellation;
        return Finish(run, flow, await outcome.ConfigureAwait(false), history, cancellationToken);
    }

    private static ExecutionResult Finish(
        ExecutionRun run, Flow flow, StateOutcome outcome, ExecutionHistory? history, CancellationToken cancellationToken)
    {
        var recorder = run.History;
        var status = outcome.Kind switch
        {
            StateOutcomeKind.Complete => ExecutionStatus.Succeeded,
            StateOutcomeKind.Failed => ExecutionStatus.Failed,
            _ => cancellationToken.IsCancellationRequested ? ExecutionStatus.Aborted : ExecutionStatus.TimedOut,
        };
        var failure = status == ExecutionStatus.Failed ? flow.Failure : null;
        if (recorder.IsOn)
        {
            recorder.Append(status switch
            {
                ExecutionStatus.Succeeded => new ExecutionSucceededEvent(flow.PreviousEvent, outcome.Output),
                ExecutionStatus.Failed => new ExecutionEndedEvent(
                    HistoryEventType.ExecutionFailed, flow.PreviousEvent, failure?.Error, failure?.Cause),
                ExecutionStatus.Aborted => new ExecutionEndedEvent(HistoryEventType.ExecutionAborted, flow.PreviousEvent, null, null),
                // Measured on AWS: it follows no event.
                _ => new ExecutionEndedEvent(HistoryEventType.ExecutionTimedOut, 0, ErrorNames.Timeout, null),
            });
        }

        if (status == ExecutionStatus.Aborted)
        {
            throw new OperationCanceledException(cancellationToken);
        }

        return new ExecutionResult
        {
            Status = status,
            Output = status == ExecutionStatus.Succeeded ? outcome.Output : Value.Undefined,
            Error = failure?.Error,
            Cause = failure?.Cause,
            Name = run.Name,
            ExecutionArn = run.Arn,
            StartTime = run.StartTime,
            StopTime = recorder.Now,
            History = history,
        };
    }

    private ExecutionRun CreateRun(
        StateMachine machine, Value input, ExecutionRequest request, CancellationToken cancellationToken, out ExecutionHistory? history)
    {
        history = request.History ?? (_options.RecordHistory ? new ExecutionHistory() : null);
        if (history is { Count: > 0 })
        {
            throw new ArgumentException("The history is another execution's: it already has events.", nameof(request));
        }

        var clock = _options.TimeProvider;
        var now = clock.GetUtcNow();
        var deadline = Deadline(machine, now);
        var name = request.Name ?? _options.NewId();
        return new ExecutionRun
        {
            Options = _options,
            Runtime = _runtime,
            Limits = _options.Limits,
            History = new HistoryRecorder(history, clock, _options.MaxHistoryBytes),
            Cancellation = new CancellationScope(clock, deadline, cancellationToken),
            Machine = machine,
            Input = input.IsUndefined ? Value.From(ObjectValue.Empty) : input,
            StartTime = now,
            Deadline = deadline,
            MaxEvents = machine.Type == StateMachineType.Standard ? _options.Limits.MaxStandardEvents : int.MaxValue,
            Name = name,
            Arn = request.ExecutionArn ?? ExecutionArn(machine, name),
            StateMachineArn = request.StateMachineArn
                ?? $"arn:aws:states:{_options.Region}:{_options.AccountId}:stateMachine:{machine.Name}",
            RoleArn = request.RoleArn,
            TraceHeader = request.TraceHeader,
            HasRedriveCount = _options.AsOf >= ServiceChanges.RedriveCount
                && (machine.Type == StateMachineType.Standard || request.Asynchronous),
        };
    }

    private DateTimeOffset? Deadline(StateMachine machine, DateTimeOffset now)
    {
        var timeout = machine.Timeout;
        if (machine.Type == StateMachineType.Express && !(timeout < _options.Limits.ExpressTimeout))
        {
            timeout = _options.Limits.ExpressTimeout;
        }

        return now + timeout;
    }

    private string ExecutionArn(StateMachine machine, string name) => machine.Type == StateMachineType.Express
        ? $"arn:aws:states:{_options.Region}:{_options.AccountId}:express:{machine.Name}:{name}:{_options.NewId()}"
        : $"arn:aws:states:{_options.Region}:{_options.AccountId}:execution:{machine.Name}:{name}";
}
