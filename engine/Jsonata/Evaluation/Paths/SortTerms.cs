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

    private (Node Expression, bool Descending)[] Terms => terms;

    /// <summary>The order of items, whose keys are evaluated by <paramref name="source"/>.</summary>
    public int[] Order<TSource>(int count, TSource source, EvalContext eval)
        where TSource : IKeySource, allows ref struct
    {
        if (terms.Length == 1)
        {
            return OrderByOne(count, source, eval);
        }

        var keys = eval.RentBuffer();
        var unknown = new Value(Unknown);
        for (var i = count * Terms.Length; i > 0; i--)
        {
            keys.Add(unknown);
        }

        var order = MergeSort.Order(count, new TermComparer<TSource>(this, keys.MutableSpan, source, eval));
        eval.Return(keys);
        return order;
    }

    /// <summary>With one term all keys are needed anyway, and numbers, the usual case, are compared as such.</summary>
    private int[] OrderByOne<TSource>(int count, TSource source, EvalContext eval)
        where TSource : IKeySource, allows ref struct
    {
        var keys = eval.RentBuffer();
        var numbers = true;
        for (var i = 0; i < count; i++)
        {
            var key = source.Evaluate(i, terms[0].Expression);
            numbers &= key.IsNumber;
            keys.Add(key);
        }

        var order = numbers
            ? MergeSort.Order(count, new NumberComparer(keys.Span, terms[0].Descending))
            : MergeSort.Order(count, new TermComparer<TSource>(this, keys.MutableSpan, source, eval));
        eval.Return(keys);
        return order;
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
            ? string.CompareOrdinal(a, b)
            : throw JsonataError.Type("T2007", left, right, position);
    }

    private readonly ref struct NumberComparer(ReadOnlySpan<Value> keys, bool descending) : IItemComparer
    {
        private readonly ReadOnlySpan<Value> _keys = keys;

        public bool IsAfter(int left, int right) =>
            descending ? _keys[left].Num < _keys[right].Num : _keys[left].Num > _keys[right].Num;
    }

    private readonly ref struct TermComparer<TSource>(SortTerms owner, Span<Value> keys, TSource source, EvalContext eval) : IItemComparer
        where TSource : IKeySource, allows ref struct
    {
        private readonly Span<Value> _keys = keys;
        private readonly TSource _source = source;

        public bool IsAfter(int left, int right)
        {
            eval.Step();
            var terms = owner.Terms;
            for (var t = 0; t < terms.Length; t++)
            {
                var a = Key(left, t);
                var b = Key(right, t);
                var order = owner.Compare(a, b);
                if (order != 0)
                {
                    // Undefined stays last whatever the direction.
                    var reversed = terms[t].Descending && !a.IsUndefined && !b.IsUndefined;
                    return reversed ? order < 0 : order > 0;
                }
            }

            return false;
        }

        private Value Key(int item, int term)
        {
            ref var key = ref _keys[(item * owner.Terms.Length) + term];
            if (ReferenceEquals(key.Ref, Unknown))
            {
                key = _source.Evaluate(item, owner.Terms[term].Expression);
            }

            return key;
        }
    }

}
