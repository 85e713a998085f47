using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;

namespace AiProxy.StatesLanguage.Execution;

/// <summary>The end of a state that went well: Output and Assign are evaluated from what the state saw, then the variables change.</summary>
internal static class StateCompletion
{
    /// <summary>Completes with the state's own Output, Assign and Next.</summary>
    public static StateOutcome Complete(Flow flow, Value defaultOutput) =>
        Complete(flow, flow.State.Output, flow.State.Assign, flow.State.Next, defaultOutput);

    public static StateOutcome Complete(Flow flow, BoundTemplate? output, BoundAssign? assign, Node? next, Value defaultOutput)
    {
        Value[]? assigned = null;
        if (assign is not null && !assign.TryEvaluate(flow, out assigned))
        {
            return StateOutcome.Failed;
        }

        var value = defaultOutput;
        if (output is not null && !output.TryEvaluate(flow, out value))
        {
            return StateOutcome.Failed;
        }

        var run = flow.Run;
        if (value.Utf8Size > run.Limits.MaxPayloadBytes)
        {
            flow.Failure = Failure.DataLimit(flow.State.Name) with { IsTerminal = true };
            return StateOutcome.Failed;
        }

        var history = run.History;
        ObjectValue? described = null;
        if (assigned is not null)
        {
            described = assign!.Commit(flow, assigned, history.IsOn);
            if (flow.Variables.Size > run.Limits.MaxVariableBytes)
            {
                flow.Failure = new Failure(ErrorNames.DataLimitExceeded, "The variables of the execution exceed the maximum number of bytes service limit.") { IsTerminal = true };
                return StateOutcome.Failed;
            }
        }

        var newData = output is not null || described is not null;
        flow.PreviousEvent = history.StateExited(flow.State.Exited, flow.PreviousEvent, flow.State.Name, value, described, newData);
        return StateOutcome.ContinueOrComplete(value, next);
    }
}
