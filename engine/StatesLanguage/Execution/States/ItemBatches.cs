using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>Puts items together as the ItemBatcher says: by number, by size, with a common input beside them.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html"/>
internal static class ItemBatches
{
    public static bool TryMake(Flow flow, DistributedNode distributed, ref Value[] inputs)
    {
        if (!distributed.HasBatches)
        {
            return true;
        }

        Value common = default;
        if (!TypeErrors.TryEvaluateInteger(flow, distributed.MaxItemsPerBatch, 0, int.MaxValue, out var maxItems)
            || !TypeErrors.TryEvaluateInteger(flow, distributed.MaxInputBytesPerBatch, 0, int.MaxValue, out var maxBytes)
            || (distributed.BatchInput is { } template && !template.TryEvaluate(flow, out common)))
        {
            return false;
        }

        inputs = [.. Make(inputs, Limit(maxItems), Limit(maxBytes), common)];
        return true;
    }

    /// <summary>Zero is no limit.</summary>
    private static int Limit(int? given) => given is null or 0 ? int.MaxValue : given.Value;

    private static IEnumerable<Value> Make(Value[] items, int maxItems, int maxBytes, Value common)
    {
        var batch = new ArrayBuilder();
        var bytes = 0L;
        foreach (var item in items)
        {
            if (batch.Count > 0 && (batch.Count == maxItems || bytes + item.Utf8Size > maxBytes))
            {
                yield return Wrap(batch, common);
                batch = new ArrayBuilder();
                bytes = 0;
            }

            batch.Add(item);
            bytes += item.Utf8Size + 1;
        }

        if (batch.Count > 0)
        {
            yield return Wrap(batch, common);
        }
    }

    private static Value Wrap(ArrayBuilder batch, Value common) => Value.From(
        new ObjectBuilder(2).Add("BatchInput", common).Add("Items", Value.From(batch.Build())).Build());
}
