using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;
using AiProxy.StatesLanguage.History;

namespace AiProxy.StatesLanguage.Execution;

/// <summary>
/// The end of a state that went well: Output and Assign are evaluated from what the state saw, then the variables change.
/// </summary>
internal static class StateCompletion
{
    /// <summary>Completes with the state's own Output, Assign and Next.</summary>
    public static StateOutcome Complete(Flow flow, Value defaultOutput) =>
        Complete(flow, flow.State.Output, flow.State.Assign, flow.State.Data, flow.State.Next, defaultOutput);

    public static StateOutcome Complete(
        Flow flow, BoundTemplate? output, BoundAssign? assign, BoundDataFlow? data, Node? next, Value defaultOutput)
    {
        AssignedVariables assigned = default;
        var value = defaultOutput;
        var evaluated = flow.State.IsJsonPath
            ? TryEvaluateJsonPath(flow, output, assign, data, ref value, ref assigned)
            : (assign is null || assign.TryEvaluate(flow, out assigned)) && (output is null || output.TryEvaluate(flow, out value));
        if (!evaluated)
        {
            return StateOutcome.Failed;
        }

        var run = flow.Run;
        // What is handed on was measured when it came to be; the result of a Task, Parallel or Map is new.
        var size = output is null && data is null && flow.State is not RetryableNode ? 0 : PayloadSize.Of(value);
        if (size > run.Limits.MaxPayloadBytes)
        {
            flow.Failure = Failure.DataLimit(flow.State.Name) with { IsTerminal = true };
            return StateOutcome.Failed;
        }

        if (assign is not null && !assign.TryCommit(flow, assigned))
        {
            return StateOutcome.Failed;
        }

        var state = flow.State;
        flow.PreviousEvent = run.History.StateExited(state.Exited, flow.PreviousEvent, state.Name, value, assigned, size + assigned.Size);
        return StateOutcome.ContinueOrComplete(value, next);
    }

    /// <summary>In JSONPath the variables are assigned from the state's result, so that comes first.</summary>
    private static bool TryEvaluateJsonPath(
        Flow flow, BoundTemplate? output, BoundAssign? assign, BoundDataFlow? data, ref Value value, ref AssignedVariables assigned)
    {
        if (output is not null && !output.TryEvaluate(flow, out value))
        {
            return false;
        }

        flow.Data = value;
        flow.Inspection?.NoteWork(flow.State, value);
        if ((assign is not null && !assign.TryEvaluate(flow, out assigned)) || (data is not null && !data.TryApply(flow, ref value)))
        {
            return false;
        }

        if (data is null)
        {
            flow.Inspection?.NoteResult(flow.State, value, value);
        }

        return true;
    }
}
