using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions.Numeric;

/// <summary><see href="https://docs.jsonata.org/aggregation-functions"/>.</summary>
internal static class AggregateFunctions
{
    public static NativeFunction[] All { get; } =
    [
        new("count", "<a:n>", 1, (a, eval) => a[0].IsUndefined ? Value.From(0) : Count(SequenceView.Of(a[0], eval), default, eval))
        {
            SequenceBody = Count,
            OfNothing = Value.From(0),
        },
        Numbers("sum", items => Value.From(Total(items))),
        Numbers("average", items => items.Length == 0 ? default : Value.From(Total(items) / items.Length)),
        Numbers("max", items => items.Length == 0 ? default : Value.From(Max(items))),
        Numbers("min", items => items.Length == 0 ? default : Value.From(Min(items))),
    ];

    private delegate Value Aggregate(ReadOnlySpan<Value> numbers);

    private static NativeFunction Numbers(string name, Aggregate aggregate)
    {
        SequenceBody body = (items, _, _) => AreNumbers(items.Items) ? aggregate(items.Items) : NativeFunction.NotOfType;
        NativeBody ofArray = (a, eval) => a[0].IsUndefined ? default : body(SequenceView.Of(a[0], eval), default, eval);
        return new NativeFunction(name, "<a<n>:n>", 1, ofArray)
        {
            SequenceBody = body,
        };
    }

    private static Value Count(SequenceView items, ReadOnlySpan<Value> rest, EvalContext eval) => Value.From(items.Count);

    private static bool AreNumbers(ReadOnlySpan<Value> items)
    {
        foreach (ref readonly var item in items)
        {
            if (!item.IsNumber)
            {
                return false;
            }
        }

        return true;
    }

    private static double Total(ReadOnlySpan<Value> items)
    {
        var total = 0.0;
        foreach (ref readonly var item in items)
        {
            total += item.Num;
        }

        return total;
    }

    private static double Max(ReadOnlySpan<Value> items)
    {
        var max = double.NegativeInfinity;
        foreach (ref readonly var item in items)
        {
            max = Math.Max(max, item.Num);
        }

        return max;
    }

    private static double Min(ReadOnlySpan<Value> items)
    {
        var min = double.PositiveInfinity;
        foreach (ref readonly var item in items)
        {
            min = Math.Min(min, item.Num);
        }

        return min;
    }
}
