using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions.Arrays;

/// <summary><c>$sort</c>.</summary>
internal static class SortFunctions
{
    public static NativeFunction[] All { get; } = [new("sort", "<af?:a>", 2, Sort)];

    private static Value Sort(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].Ref is not ArrayValue { Count: > 1 } array)
        {
            return arguments[0];
        }

        eval.Allocate(array.Count * 32L);
        var items = array.Span.ToArray();
        if (arguments[1].IsUndefined)
        {
            return Value.From(ArrayValue.Own(SortNatural(items, arguments[0], eval), items.Length, ArrayFlags.None));
        }

        var order = MergeSort.Order(items.Length, new CallbackComparer(items, arguments[1], eval));
        return Value.From(ArrayValue.Own(Array.ConvertAll(order, at => items[at]), items.Length, ArrayFlags.None));
    }

    private readonly struct CallbackComparer(Value[] items, Value comparator, EvalContext eval) : IItemComparer
    {
        public bool IsAfter(int left, int right) => Truth.Of(
            Sequences.Normalise(new Callback(comparator, eval).Invoke([items[left], items[right]])));
    }

    private readonly struct TextComparer(Value[] items, EvalContext eval) : IItemComparer
    {
        public bool IsAfter(int left, int right)
        {
            eval.Step();
            return string.CompareOrdinal((string)items[left].Ref!, (string)items[right].Ref!) > 0;
        }
    }

    private static Value[] SortNatural(Value[] items, Value array, EvalContext eval)
    {
        if (Array.TrueForAll(items, i => i.Ref is string))
        {
            return Array.ConvertAll(MergeSort.Order(items.Length, new TextComparer(items, eval)), at => items[at]);
        }

        if (!Array.TrueForAll(items, Numbers.IsNumeric))
        {
            throw JsonataError.Type("D3070", array, index: 1);
        }

        // Equal numbers cannot be told apart, so an unstable sort is as good.
        Array.Sort(items, static (a, b) => a.Num.CompareTo(b.Num));
        eval.Steps(items.Length);
        return items;
    }
}
