using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;
using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>What an ItemReader is asked for, and how many items are wanted.</summary>
internal readonly record struct ItemSource(Value Arguments, int? MaxItems)
{
    public static bool TryPrepare(Flow flow, DistributedNode distributed, out ItemSource source)
    {
        source = default;
        var arguments = Value.From(ObjectValue.Empty);
        if ((distributed.ReaderArguments is { } template && !template.TryEvaluate(flow, out arguments))
            || !TypeErrors.TryEvaluateInteger(flow, distributed.MaxItems, int.MinValue, int.MaxValue, out var maxItems))
        {
            return false;
        }

        source = new ItemSource(arguments, maxItems);
        return true;
    }

    /// <returns>The items; null if they could not be read, with the reason in <see cref="Flow.Failure"/>.</returns>
    public async ValueTask<MapItem[]?> ReadAsync(Flow flow, DistributedNode distributed)
    {
        var most = flow.Run.Limits.MaxItems;
        if (MaxItems < 0)
        {
            return Fail(flow, "field MaxItems must be positive");
        }

        if (flow.Run.Options.ItemReader is not { } reader)
        {
            return Fail(flow, $"No item reader is given to the engine, so '{distributed.ReaderResource}' cannot be read.");
        }

        var wanted = MaxItems is null or 0 ? most : Math.Min(MaxItems.Value, most);
        var outcome = await ReadAsync(reader, flow, distributed).ConfigureAwait(false);
        if (outcome.Problem is not null)
        {
            return Fail(flow, outcome.Problem);
        }

        var place = Place(distributed.ReaderResource!);
        if (outcome.Items.Kind == ValueKind.Array)
        {
            return MapItem.Of(outcome.Items.AsArray().Take(wanted), place);
        }

        return distributed.Format!.Read(outcome.Content.Span, wanted, place, out var problem) ?? Fail(flow, problem);
    }

    /// <summary>Where the items come from, as <c>$states.context.Map.Item.Source</c> tells it: the object, or the bucket that is listed.</summary>
    private string Place(string resource)
    {
        var bucket = Text("Bucket");
        var key = resource.EndsWith(":listObjectsV2", StringComparison.Ordinal) ? null : Text("Key");
        return key is null ? $"S3://{bucket}" : $"S3://{bucket}/{key}";
    }

    private string? Text(string name) =>
        Arguments.Kind == ValueKind.Object && Arguments.AsObject().TryGetValue(name, out var value) && value.Kind == ValueKind.String
            ? value.AsString()
            : null;

    private async ValueTask<ItemReaderOutcome> ReadAsync(IItemReader reader, Flow flow, DistributedNode distributed)
    {
        try
        {
            var request = new ItemReaderRequest(distributed.ReaderResource!, Arguments, distributed.Format?.InputType);
            return await reader.ReadAsync(request, flow.Cancellation.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The host's code: whatever it throws is the reader's failure.
        catch (Exception exception)
        {
            return ItemReaderOutcome.Failed(exception.Message);
        }
#pragma warning restore CA1031
    }

    private static MapItem[]? Fail(Flow flow, string cause)
    {
        flow.Failure = ErrorText.Failure(ErrorNames.ItemReaderFailed, cause);
        return null;
    }
}
