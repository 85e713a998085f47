using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Parsing;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>What became of one child execution of a distributed Map, where that is to be told.</summary>
internal sealed class ChildResult
{
    private const string Succeeded = "SUCCEEDED";

    private static readonly Value Included = Value.From(new ObjectBuilder(1).Add("Included", Value.True).Build());

    private readonly ExecutionRun? _run;
    private readonly Value _input;
    private readonly bool _isExpress;
    private readonly string _status;
    private readonly DateTimeOffset _stopped;
    private readonly Failure? _failure;

    private ChildResult(ExecutionRun? run, Value input, bool isExpress, string status, Value output, Failure? failure)
    {
        _run = run;
        _input = input;
        _isExpress = isExpress;
        _status = status;
        _stopped = run?.History.Now ?? default;
        Output = output;
        _failure = failure;
    }

    /// <summary>Undefined if it did not succeed.</summary>
    public Value Output { get; }

    public bool IsSucceeded => _status == Succeeded;

    /// <summary>Whether it was not even begun, because too many others had failed.</summary>
    public bool IsPending => _run is null;

    public static ChildResult Of(Flow flow, Value input, bool isExpress, StateOutcome outcome, bool wasCancelled) => outcome.Kind switch
    {
        StateOutcomeKind.Complete => new(flow.Run, input, isExpress, Succeeded, outcome.Output, null),
        StateOutcomeKind.Failed => new(flow.Run, input, isExpress, "FAILED", default, flow.Failure),
        _ => new(flow.Run, input, isExpress, wasCancelled ? "ABORTED" : "TIMED_OUT", default, null),
    };

    public static ChildResult Pending(Value input) => new(null, input, false, "PENDING", default, null);

    /// <summary>The execution as the files tell it.</summary>
    /// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html"/>
    public Value Describe()
    {
        var record = new ObjectBuilder(16);
        if (_run is null)
        {
            AddInput(record);
            return Value.From(record.Add("Status", Value.From(_status)).Build());
        }

        record
            .Add("Cause", Text(_failure?.Cause))
            .Add("Error", Text(_failure?.Error))
            .Add("ExecutionArn", Value.From(_run.Arn));
        AddInput(record);
        return Value.From(record
            .Add("Name", Value.From(_run.Name))
            .Add("Output", IsSucceeded ? Value.From(Output.ToJson()) : default)
            .Add("OutputDetails", Included)
            .Add("RedriveCount", Value.From(0))
            .Add("RedriveStatus", Value.From(IsSucceeded ? "NOT_REDRIVABLE" : _isExpress ? "REDRIVABLE_BY_MAP_RUN" : "REDRIVABLE"))
            .Add("RedriveStatusReason", IsSucceeded ? Value.From("Execution is SUCCEEDED and cannot be redriven") : default)
            .Add("StartDate", Value.From(Iso8601.Format(_run.StartTime)))
            .Add("StateMachineArn", Value.From(_run.StateMachineArn))
            .Add("Status", Value.From(_status))
            .Add("StopDate", Value.From(Iso8601.Format(_stopped)))
            .Build());
    }

    private void AddInput(ObjectBuilder record) =>
        record.Add("Input", Value.From(_input.ToJson())).Add("InputDetails", Included);

    private static Value Text(string? text) => text is null ? default : Value.From(text);
}
