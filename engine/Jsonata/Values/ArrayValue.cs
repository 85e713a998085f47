using System.Collections;

namespace AiProxy.Jsonata.Values;

/// <summary>An immutable array.</summary>
public sealed class ArrayValue : IReadOnlyList<Value>
{
    private Value[]? _items;

    private ArrayValue(Value[]? items, int count, ArrayFlags flags, ushort depth)
    {
        _items = items;
        Count = count;
        Flags = flags;
        Depth = depth;
    }

    /// <summary>The array without items.</summary>
    public static ArrayValue Empty { get; } = new([], 0, ArrayFlags.None, 1);

    /// <summary>How many items there are.</summary>
    public int Count { get; }

    /// <summary>What the evaluator must remember about how the array came about. Invisible in JSON.</summary>
    internal ArrayFlags Flags { get; }

    internal ushort Depth { get; }

    /// <summary>Bytes of the compact JSON, 0 if not yet computed. Written without a lock: every writer computes the same number.</summary>
    internal int CachedUtf8Size { get; set; }

    internal bool IsSequence => (Flags & ArrayFlags.Sequence) != 0;

    internal bool IsConstructed => (Flags & ArrayFlags.Constructed) != 0;

    internal bool KeepsSingleton => (Flags & ArrayFlags.KeepSingleton) != 0;

    internal bool IsOuterWrapper => (Flags & ArrayFlags.OuterWrapper) != 0;

    internal ReadOnlySpan<Value> Span => (_items ?? Materialise()).AsSpan(0, Count);

    /// <summary>The first number of a range that has not been written out yet.</summary>
    private double RangeStart { get; init; }

    /// <summary>The item at <paramref name="index"/>, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    public Value this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return _items is { } items ? items[index] : Value.From(RangeStart + index);
        }
    }

    /// <summary>An array of copies of <paramref name="items"/>; undefined ones are left out.</summary>
    /// <exception cref="ValueDepthException">The array would nest deeper than <see cref="Value.MaxDepth"/>.</exception>
    public static ArrayValue Create(ReadOnlySpan<Value> items)
    {
        var undefined = 0;
        foreach (ref readonly var item in items)
        {
            undefined += item.IsUndefined ? 1 : 0;
        }

        if (items.Length == undefined)
        {
            return Empty;
        }

        var copy = new Value[items.Length - undefined];
        var at = 0;
        foreach (ref readonly var item in items)
        {
            if (!item.IsUndefined)
            {
                copy[at++] = item;
            }
        }

        return Own(copy, copy.Length, ArrayFlags.None);
    }

    /// <inheritdoc/>
    public IEnumerator<Value> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Takes over <paramref name="items"/>: nobody may write to it afterwards.</summary>
    internal static ArrayValue Own(Value[] items, int count, ArrayFlags flags) =>
        new(items, count, flags, ValueDepthException.DepthAround(items.AsSpan(0, count)));

    internal static ArrayValue Copy(ReadOnlySpan<Value> items, ArrayFlags flags) => Own(items.ToArray(), items.Length, flags);

    /// <summary>Consecutive integers; written out only when somebody wants them side by side.</summary>
    internal static ArrayValue Range(double start, int count, ArrayFlags flags) => new(null, count, flags, 1) { RangeStart = start };

    internal ArrayValue WithFlags(ArrayFlags flags) =>
        flags == Flags ? this : new(_items, Count, flags, Depth) { RangeStart = RangeStart, CachedUtf8Size = CachedUtf8Size };

    private Value[] Materialise()
    {
        var items = new Value[Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Value.From(RangeStart + i);
        }

        // A race writes the same numbers twice; the reference itself is published whole.
        Volatile.Write(ref _items, items);
        return items;
    }
}
