namespace AiProxy.Jsonata.Evaluation;

/// <summary>The merge sort of jsonata-js: stable, and with its very sequence of comparisons, which a comparator function can observe.</summary>
internal static class MergeSort
{
    /// <summary>The order of <paramref name="count"/> items.</summary>
    /// <param name="count">How many items there are.</param>
    /// <param name="isAfter">Whether the first item belongs behind the second.</param>
    public static int[] Order(int count, Func<int, int, bool> isAfter)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            order[i] = i;
        }

        Sort(order, new int[count], isAfter);
        return order;
    }

    private static void Sort(Span<int> order, Span<int> scratch, Func<int, int, bool> isAfter)
    {
        if (order.Length <= 1)
        {
            return;
        }

        var middle = order.Length / 2;
        Sort(order[..middle], scratch[..middle], isAfter);
        Sort(order[middle..], scratch[middle..], isAfter);
        order.CopyTo(scratch);
        int left = 0, right = middle, at = 0;
        while (left < middle && right < order.Length)
        {
            order[at++] = isAfter(scratch[left], scratch[right]) ? scratch[right++] : scratch[left++];
        }

        scratch[left..middle].CopyTo(order[at..]);
        at += middle - left;
        scratch[right..order.Length].CopyTo(order[at..]);
    }
}
