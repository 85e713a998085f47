using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Paths;

/// <summary>
/// <c>^(&lt;a, &gt;b)</c>: a stable merge sort. Keys are computed once an item, those of later terms only when an earlier one ties;
/// a type error appears only when two such keys are really compared, in the same order as in jsonata-js.
/// </summary>
internal sealed class SortTerms((Node Expression, bool Descending)[] terms, int position)
{
    private static readonly object Unknown = new();

    /// <summary>The order of <paramref name="count"/> items; <paramref name="evaluate"/> gives an item's key.</summary>
    public int[] Order<TState>(int count, TState state, Func<TState, int, Node, Value> evaluate)
    {
        var keys = new Value[count * terms.Length];
        Array.Fill(keys, new Value(Unknown));
        return MergeSort.Order(count, (a, b) => IsAfter(a, b, keys, state, evaluate));
    }

    private bool IsAfter<TState>(int a, int b, Value[] keys, TState state, Func<TState, int, Node, Value> evaluate)
    {
        for (var t = 0; t < terms.Length; t++)
        {
            var left = Key(a, t, keys, state, evaluate);
            var right = Key(b, t, keys, state, evaluate);
            var order = Compare(left, right);
            if (order != 0)
            {
                // Undefined stays last whatever the direction.
                var defined = !left.IsUndefined && !right.IsUndefined;
                return terms[t].Descending && defined ? order < 0 : order > 0;
            }
        }

        return false;
    }

    private Value Key<TState>(int item, int term, Value[] keys, TState state, Func<TState, int, Node, Value> evaluate)
    {
        ref var key = ref keys[(item * terms.Length) + term];
        if (ReferenceEquals(key.Ref, Unknown))
        {
            key = evaluate(state, item, terms[term].Expression);
        }

        return key;
    }

    private int Compare(Value left, Value right)
    {
        if (left.IsNumber && right.IsNumber)
        {
            return left.Num == right.Num ? 0 : left.Num < right.Num ? -1 : 1;
        }

        if (left.IsUndefined || right.IsUndefined)
        {
            return left.IsUndefined ? (right.IsUndefined ? 0 : 1) : -1;
        }

        var isLeftSortable = left.IsNumber || left.Ref is string;
        if (!isLeftSortable || !(right.IsNumber || right.Ref is string))
        {
            throw JsonataError.Type("T2008", isLeftSortable ? right : left, position: position);
        }

        return left.Ref is string a && right.Ref is string b
            ? Math.Sign(string.CompareOrdinal(a, b))
            : throw JsonataError.Type("T2007", left, right, position);
    }
}
