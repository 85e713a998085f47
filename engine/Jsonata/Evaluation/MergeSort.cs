namespace AiProxy.Jsonata.Evaluation;

/// <summary>
/// The merge sort of jsonata-js: stable, and with its very sequence of comparisons, which a comparator function can observe and which
/// decides what type error appears.
/// </summary>
internal static class MergeSort
{
    /// <summary>The order of <paramref name="count"/> items.</summary>
    public static int[] Order<TComparer>(int count, TComparer comparer)
        where TComparer : IItemComparer, allows ref struct
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            order[i] = i;
        }

        var scratch = count <= 128 ? stackalloc int[count] : new int[count];
        Sort(order, scratch, ref comparer);
        return order;
    }

    private static void Sort<TComparer>(scoped Span<int> order, scoped Span<int> scratch, ref TComparer comparer)
        where TComparer : IItemComparer, allows ref struct
    {
        if (order.Length <= 1)
        {
            return;
        }

        var middle = order.Length / 2;
        Sort(order[..middle], scratch[..middle], ref comparer);
        Sort(order[middle..], scratch[middle..], ref comparer);
        order.CopyTo(scratch);
        int left = 0, right = middle, at = 0;
        while (left < middle && right < order.Length)
        {
            order[at++] = comparer.IsAfter(scratch[left], scratch[right]) ? scratch[right++] : scratch[left++];
        }

        scratch[left..middle].CopyTo(order[at..]);
        at += middle - left;
        scratch[right..order.Length].CopyTo(order[at..]);
    }
}
