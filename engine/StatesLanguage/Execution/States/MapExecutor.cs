using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;
using AiProxy.StatesLanguage.History;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>
/// Runs the item processor for every item, MaxConcurrency at a time: so many workers, each taking the next item when it has finished one.
/// </summary>
internal sealed class MapExecutor(Interpreter interpreter)
{
    public async ValueTask<AttemptOutcome> AttemptAsync(Flow flow, MapNode node)
    {
        if (node.Distributed is { } distributed)
        {
            return await DistributedMap.AttemptAsync(interpreter, flow, node, distributed).ConfigureAwait(false);
        }

        if (!MapItems.TryFind(flow, node, out var items) || (!node.IsJsonPath && !MapSettings.TryRead(flow, node, out _)))
        {
            return AttemptOutcome.Failed;
        }

        var history = flow.Run.History;
        flow.PreviousEvent = history.MapStarted(flow.PreviousEvent, items.Length);
        if (!MapSettings.TryRead(flow, node, out var settings))
        {
            return AttemptOutcome.Failed;
        }

        flow.WorkStarted = true;
        if (!MapItems.TrySelect(flow, node, items, out var inputs))
        {
            return AttemptOutcome.Failed;
        }

        using var group = new FlowGroup(flow);
        var work = new Work(group, node, items, inputs, flow.PreviousEvent);
        await RunWorkersAsync(work, settings.Concurrency(flow.Run.Limits.MaxMapConcurrency, items.Length)).ConfigureAwait(false);
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

        history.Plain(HistoryEventType.MapStateSucceeded, flow.PreviousEvent);
        return AttemptOutcome.Success(Value.From(ArrayValue.Create(work.Outputs)));
    }

    private async ValueTask RunWorkersAsync(Work work, int workers)
    {
        List<Task>? pending = null;
        for (var i = 0; i < workers && work.HasMore; i++)
        {
            var worker = RunWorkerAsync(work);
            if (!worker.IsCompletedSuccessfully)
            {
                (pending ??= []).Add(worker.AsTask());
            }
        }

        if (pending is not null)
        {
            await Task.WhenAll(pending).ConfigureAwait(false);
        }
    }

    private async ValueTask RunWorkerAsync(Work work)
    {
        var previousEvent = work.FirstEvent;
        while (work.TryTake(out var index))
        {
            var flow = work.Start(index, previousEvent);
            var outcome = await work.Group.RunAsync(interpreter, flow, work.Node.Processor.Start, work.Inputs[index]).ConfigureAwait(false);
            work.Finish(flow, outcome, index);
            previousEvent = flow.PreviousEvent;
        }
    }

    /// <summary>What the workers of one attempt share.</summary>
    private sealed class Work(FlowGroup group, MapNode node, MapItem[] items, Value[] inputs, int firstEvent)
    {
        private int _taken;

        public FlowGroup Group => group;

        public MapNode Node => node;

        public Value[] Inputs => inputs;

        public Value[] Outputs { get; } = new Value[items.Length];

        public int FirstEvent => firstEvent;

        public bool HasMore => Volatile.Read(ref _taken) < items.Length && !group.IsStopped;

        public bool TryTake(out int index)
        {
            index = -1;
            if (group.IsStopped)
            {
                return false;
            }

            index = Interlocked.Increment(ref _taken) - 1;
            return index < items.Length;
        }

        public Flow Start(int index, int previousEvent)
        {
            var flow = group.CreateFlow(node.Processor, previousEvent);
            flow.Item = items[index];
            flow.PreviousEvent = flow.Run.History.MapIteration(HistoryEventType.MapIterationStarted, previousEvent, node.Name, index);
            return flow;
        }

        public void Finish(Flow flow, StateOutcome outcome, int index)
        {
            var history = flow.Run.History;
            switch (outcome.Kind)
            {
                case StateOutcomeKind.Complete:
                    Outputs[index] = outcome.Output;
                    group.Succeed(history.MapIteration(HistoryEventType.MapIterationSucceeded, flow.PreviousEvent, node.Name, index));
                    break;
                case StateOutcomeKind.Failed:
                    history.MapIteration(HistoryEventType.MapIterationFailed, flow.PreviousEvent, node.Name, index);
                    group.Fail(flow.Failure!, flow.PreviousEvent);
                    break;
                default:
                    group.Abort();
                    if (group.RecordAborted(flow))
                    {
                        history.MapIteration(HistoryEventType.MapIterationAborted, flow.PreviousEvent, node.Name, index);
                    }

                    break;
            }
        }
    }
}
