using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;
using AiProxy.StatesLanguage.History;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>
/// Runs every branch with the same input. Branches start in order on the calling thread and go on wherever their tasks complete.
/// </summary>
internal sealed class ParallelExecutor(Interpreter interpreter)
{
    public async ValueTask<AttemptOutcome> AttemptAsync(Flow flow, ParallelNode node)
    {
        var input = flow.EffectiveInput;
        if (node.Arguments is { } arguments && !(arguments.TryEvaluate(flow, out input) && PayloadSize.Check(flow, input)))
        {
            return AttemptOutcome.Failed;
        }

        var history = flow.Run.History;
        flow.PreviousEvent = history.Plain(HistoryEventType.ParallelStateStarted, flow.PreviousEvent);
        flow.WorkStarted = true;
        using var group = new FlowGroup(flow);
        var outputs = new Value[node.Branches.Length];
        List<Task>? pending = null;
        for (var i = 0; i < outputs.Length && !group.IsStopped; i++)
        {
            var branch = RunBranchAsync(group, flow.PreviousEvent, node.Branches[i], input, outputs, i);
            if (!branch.IsCompletedSuccessfully)
            {
                (pending ??= []).Add(branch.AsTask());
            }
        }

        if (pending is not null)
        {
            await Task.WhenAll(pending).ConfigureAwait(false);
        }

        flow.PreviousEvent = group.LastEvent;
        if (group.Failure is { } failure)
        {
            flow.Failure = failure;
            return AttemptOutcome.Failed;
        }

        if (flow.Cancellation.IsCancelled || group.IsIncomplete)
        {
            return AttemptOutcome.Aborted;
        }

        history.Plain(HistoryEventType.ParallelStateSucceeded, flow.PreviousEvent);
        return AttemptOutcome.Success(Value.From(ArrayValue.Create(outputs)));
    }

    private async ValueTask RunBranchAsync(FlowGroup group, int previousEvent, ScopeProgram branch, Value input, Value[] outputs, int index)
    {
        var flow = group.CreateFlow(branch, previousEvent);
        var outcome = await group.RunAsync(interpreter, flow, branch.Start, input).ConfigureAwait(false);
        switch (outcome.Kind)
        {
            case StateOutcomeKind.Complete:
                outputs[index] = outcome.Output;
                group.Succeed(flow.PreviousEvent);
                break;
            case StateOutcomeKind.Failed:
                if (flow is { State: TaskNode, TaskScheduled: true, InState: true })
                {
                    // As recorded on AWS: a Task that fails its branch is noted as aborted too.
                    flow.Run.History.Plain(HistoryEventType.TaskStateAborted, flow.PreviousEvent);
                }

                group.Fail(flow.Failure!, flow.PreviousEvent);
                break;
            default:
                group.Abort();
                group.RecordAborted(flow);
                break;
        }
    }
}
