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
        Complete(flow, flow.State.Output, flow.State.Assign, flow.State.Next, defaultOutput);

    public static StateOutcome Complete(Flow flow, BoundTemplate? output, BoundAssign? assign, Node? next, Value defaultOutput)
    {
        AssignedVariables assigned = default;
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

        // What is handed on was measured when it came to be; the result of a Task, Parallel or Map is new.
        var size = output is null && flow.State is not RetryableNode ? 0 : PayloadSize.Of(value);
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
}
