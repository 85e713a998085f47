using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;
using AiProxy.StatesLanguage.History;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>
/// One attempt of a distributed Map: reads or finds the items, puts them into batches, runs a child execution for each, and gathers or
/// writes the results. Children have no part in the history of their parent, as on AWS, and see none of its variables.
/// </summary>
internal static class DistributedMap
{
    public static async ValueTask<AttemptOutcome> AttemptAsync(
        Interpreter interpreter, Flow flow, MapNode node, DistributedNode distributed)
    {
        var history = flow.Run.History;
        MapItem[] items = [];
        if (distributed.ReaderResource is null && !MapItems.TryFind(flow, node, out items))
        {
            return AttemptOutcome.Failed;
        }

        // What is read is not counted here, as on AWS.
        flow.PreviousEvent = history.MapStarted(flow.PreviousEvent, items.Length);
        if (!MapSettings.TryRead(flow, node, out var settings)
            || !ItemSource.TryPrepare(flow, distributed, out var source)
            || !ResultDestination.TryPrepare(flow, distributed, out var destination))
        {
            return AttemptOutcome.Failed;
        }

        flow.WorkStarted = true;
        var label = distributed.Label ?? flow.Run.Options.NewId();
        var arn = Arn(flow, label);
        var started = flow.PreviousEvent = StartRun(flow, arn);
        if (distributed.ReaderResource is not null)
        {
            if (await source.ReadAsync(flow, distributed).ConfigureAwait(false) is not { } read)
            {
                return flow.Cancellation.Token.IsCancellationRequested ? AttemptOutcome.Aborted : FailRun(flow, flow.Failure!);
            }

            items = read;
        }

        if (!MapItems.TrySelect(flow, node, items, out var inputs) || !ItemBatches.TryMake(flow, distributed, ref inputs))
        {
            return FailRun(flow, flow.Failure!);
        }

        using var children = new ChildExecutions(interpreter, flow, node, label, inputs, settings);
        await children.RunAsync().ConfigureAwait(false);
        if (children.Failure is { } failure)
        {
            // What failed and what was not begun is told too.
            if (destination.Bucket is not null)
            {
                await destination.WriteAsync(flow, distributed.Writer!, arn, children.AllResults()).ConfigureAwait(false);
            }

            return FailRun(flow, failure);
        }

        if (flow.Cancellation.IsCancelled || children.IsIncomplete)
        {
            return AttemptOutcome.Aborted;
        }

        var result = distributed.Writer is { } writer && destination.Bucket is not null
            ? await destination.WriteAsync(flow, writer, arn, children.AllResults()).ConfigureAwait(false)
            : Value.From(ArrayValue.Create(Gather(distributed, children)));
        if (result.IsUndefined)
        {
            return flow.Cancellation.Token.IsCancellationRequested ? AttemptOutcome.Aborted : FailRun(flow, flow.Failure!);
        }

        var succeeded = history.Plain(HistoryEventType.MapRunSucceeded, flow.PreviousEvent);
        history.Plain(HistoryEventType.MapStateSucceeded, succeeded);
        flow.PreviousEvent = flow.Run.Options.AsOf >= ServiceChanges.MapExit ? started : succeeded;
        return AttemptOutcome.Success(result);
    }

    private static Value[] Gather(DistributedNode distributed, ChildExecutions children) =>
        distributed.Writer is { } writer ? [.. MapResults.Transform(children.AllResults(), writer.Transformation)] : children.Outputs;

    private static string Arn(Flow flow, string label)
    {
        var options = flow.Run.Options;
        return $"arn:aws:states:{options.Region}:{options.AccountId}:mapRun:{flow.Run.Machine.Name}/{label}:{options.NewId()}";
    }

    private static int StartRun(Flow flow, string arn)
    {
        var history = flow.Run.History;
        return history.IsOn ? history.Append(new MapRunStartedEvent(flow.PreviousEvent, arn)) : history.Skip();
    }

    private static AttemptOutcome FailRun(Flow flow, Failure failure)
    {
        var history = flow.Run.History;
        flow.Failure = failure;
        flow.PreviousEvent = history.IsOn
            ? history.Append(new MapRunFailedEvent(flow.PreviousEvent, failure.Error, failure.Cause))
            : history.Skip();
        return AttemptOutcome.Failed;
    }
}
