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
        if (!TryFindItems(flow, node, out var items)
            || !TypeErrors.TryEvaluateInteger(flow, node.MaxConcurrency, 0, int.MaxValue, out var maxConcurrency)
            || !TypeErrors.TryEvaluateInteger(flow, node.ToleratedFailureCount, 0, int.MaxValue, out _)
            || !TypeErrors.TryEvaluateInteger(flow, node.ToleratedFailurePercentage, 0, 100, out _))
        {
            return AttemptOutcome.Failed;
        }

        var history = flow.Run.History;
        flow.PreviousEvent = history.MapStarted(flow.PreviousEvent, items.Length);
        if (!TrySelect(flow, node, items, out var inputs))
        {
            return AttemptOutcome.Failed;
        }

        using var group = new FlowGroup(flow);
        var work = new Work(group, node, items, inputs, flow.PreviousEvent);
        await RunWorkersAsync(work, Concurrency(flow, maxConcurrency, items.Length)).ConfigureAwait(false);
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

    private static int Concurrency(Flow flow, int? wanted, int items)
    {
        var most = flow.Run.Limits.MaxMapConcurrency;
        return Math.Min(items, wanted is null or 0 ? most : Math.Min(wanted.Value, most));
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

    private static bool TryFindItems(Flow flow, MapNode node, out MapItem[] items)
    {
        items = [];
        var value = flow.EffectiveInput;
        if (node.Items is { } template)
        {
            if (!template.TryEvaluate(flow, out value))
            {
                return false;
            }

            if (node.ItemsIsObject)
            {
                var members = value.AsObject();
                items = [.. Enumerable.Range(0, members.Count).Select(i => new MapItem(i, members.ValueAt(i), members.KeyAt(i)))];
                return true;
            }

            if (value.Kind != ValueKind.Array)
            {
                TypeErrors.Report(flow, template, "array", value);
                return false;
            }
        }
        else if (value.Kind != ValueKind.Array)
        {
            if (node.IsJsonPath)
            {
                flow.FailRuntime("Reference path \"$\" must point to array.");
                return false;
            }

            flow.FailEvaluation(null, $"Map state input must be an array but was: {value.ToJson()}");
            return false;
        }

        var array = value.AsArray();
        items = new MapItem[array.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = new MapItem(i, array[i], null);
        }

        return true;
    }

    private static bool TrySelect(Flow flow, MapNode node, MapItem[] items, out Value[] inputs)
    {
        inputs = new Value[items.Length];
        var outerItem = flow.Item;
        for (var i = 0; i < items.Length; i++)
        {
            inputs[i] = items[i].Value;
            if (node.ItemSelector is { } selector)
            {
                flow.Item = items[i];
                var selected = selector.TryEvaluate(flow, out inputs[i]) && PayloadSize.Check(flow, inputs[i]);
                flow.Item = outerItem;
                if (!selected)
                {
                    return false;
                }
            }
        }

        return true;
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
