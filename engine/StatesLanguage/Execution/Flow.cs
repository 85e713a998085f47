using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;
using AiProxy.StatesLanguage.Execution.States;
using AiProxy.StatesLanguage.History;
using AiProxy.StatesLanguage.Tasks;
using AiProxy.StatesLanguage.Testing;

namespace AiProxy.StatesLanguage.Execution;

/// <summary>
/// One thread of control through a scope (the machine, a branch, an iteration): where it is, and what its current state's expressions
/// can see. Used by one thread at a time.
/// </summary>
internal sealed class Flow(ExecutionRun run, ScopeProgram scope, VariableFrame? outer, CancellationScope cancellation, int previousEvent)
{
    private Value[] _slots = new Value[4];

    public ExecutionRun Run => run;

    public CancellationScope Cancellation => cancellation;

    public VariableFrame Variables { get; } = new(outer, scope.VariableCount);

    /// <summary>The Map item this flow works on, if any.</summary>
    public MapItem? Item { get; set; }

    /// <summary>The id of the flow's last event: the next one's previousEventId.</summary>
    public int PreviousEvent { get; set; } = previousEvent;

    public Node State { get; private set; } = scope.Start;

    public int EnteredEvent { get; private set; }

    public DateTimeOffset EnteredTime { get; private set; }

    /// <summary>How often the current state was retried.</summary>
    public int RetryCount { get; set; }

    /// <summary>Whether the flow is in <see cref="State"/>; false once that was left.</summary>
    public bool InState { get; private set; }

    /// <summary>Where the state's steps are noted, when it is being tested.</summary>
    public StateInspection? Inspection { get; set; }

    /// <summary>The task that is to be answered by its token, if the state is such a one.</summary>
    public PendingTask? Pending { get; set; }

    /// <summary>Whether a Parallel or Map of this flow got as far as starting its branches.</summary>
    public bool WorkStarted { get; set; }

    /// <summary>Whether a Task of this flow got as far as an event of its own.</summary>
    public bool TaskScheduled { get; set; }

    public Value Input { get; private set; }

    /// <summary>
    /// What <c>$</c> is in JSONPath: the input after InputPath, later what the state makes of it. In JSONata it stays the input.
    /// </summary>
    public Value Data { get; set; }

    /// <summary>The input after InputPath.</summary>
    public Value EffectiveInput { get; set; }

    public Value Result { get; set; }

    public Value ErrorOutput { get; set; }

    /// <summary>Why the last thing that failed did.</summary>
    public Failure? Failure { get; set; }

    private int BeforeEnteredEvent { get; set; }

    /// <summary>Fails where only the event that ends the execution may still come: as on AWS, that is the last there may be.</summary>
    public bool FailsAtEventLimit()
    {
        if (run.History.LastId < run.MaxEvents - 1)
        {
            return false;
        }

        InState = false;
        Failure = Failure.Runtime($"The execution reached the maximum number of history events ({run.MaxEvents}).");
        return true;
    }

    /// <returns>Whether the state may run; false if the flow is to end.</returns>
    public bool Enter(Node node, Value input)
    {
        InState = false;
        var now = run.History.Now;
        if (cancellation.IsCancelled || now >= run.Deadline)
        {
            return false;
        }

        InState = true;
        State = node;
        Input = input;
        Data = input;
        EffectiveInput = input;
        Result = default;
        ErrorOutput = default;
        RetryCount = 0;
        TaskScheduled = false;
        WorkStarted = false;
        Pending = null;
        EnteredTime = now;
        BeforeEnteredEvent = PreviousEvent;
        EnteredEvent = PreviousEvent = run.History.StateEntered(node.Entered, PreviousEvent, node.Name, input, now);
        return true;
    }

    public Span<Value> RentSlots(int count)
    {
        if (_slots.Length < count)
        {
            _slots = new Value[count * 2];
        }

        return _slots.AsSpan(0, count);
    }

    public Value Read(VariableReference reference)
    {
        switch (reference.Source)
        {
            case SlotSource.Input:
                return Input;
            case SlotSource.Result:
                return Result;
            case SlotSource.ErrorOutput:
                return ErrorOutput;
            case SlotSource.Context:
                return Context();
            case SlotSource.AllStates:
                return Value.From(new ObjectBuilder(4)
                    .Add("input", Input)
                    .Add("result", Result)
                    .Add("errorOutput", ErrorOutput)
                    .Add("context", Context())
                    .Build());
            case SlotSource.Variable:
                return ReadVariable(reference);
            default:
                return default;
        }
    }

    /// <summary>Fails the state because an expression did; writes the event.</summary>
    /// <param name="field">The field, for the event's location.</param>
    /// <param name="problem">The sentence about the expression.</param>
    public void FailEvaluation(string? field, string problem)
    {
        var cause = WithStatePrefix(problem);
        Failure = new Failure(ErrorNames.QueryEvaluationError, cause);

        // Step Functions evaluates before it moves its cursor to the Entered event, except where a state has begun to wait.
        var previous = PreviousEvent == EnteredEvent && State is not WaitNode ? BeforeEnteredEvent : PreviousEvent;
        PreviousEvent = run.History.IsOn
            ? run.History.Append(new EvaluationFailedEvent(previous, State.Name, ErrorNames.QueryEvaluationError, cause, field), false)
            : run.History.Skip();
    }

    /// <summary>Fails the state because it cannot be executed.</summary>
    public void FailRuntime(string problem) => Failure = Failure.Runtime(WithStatePrefix(problem));

    /// <summary>A cause as Step Functions begins it, which may quote a whole input: as long as a cause may be, no longer.</summary>
    public string WithStatePrefix(string problem) => ErrorText.Cause(
        $"An error occurred while executing the state '{State.Name}' (entered at the event id #{EnteredEvent}). {problem}");

    private Value Context() => run.BuildContext(this, State is RetryableNode);

    private Value ReadVariable(VariableReference reference)
    {
        for (var candidate = reference; candidate is not null; candidate = candidate.Outer)
        {
            var frame = Variables;
            for (var depth = candidate.Depth; depth > 0; depth--)
            {
                frame = frame.Parent!;
            }

            var value = frame[candidate.Index];
            if (!value.IsUndefined)
            {
                return value;
            }
        }

        return default;
    }
}
