using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation;

/// <summary>
/// A growing list from the context's pool in which a step collects its results. Never escapes into a value: <see cref="ToValue"/> copies.
/// </summary>
internal sealed class SequenceBuffer(EvalContext context)
{
    private const int RetainedCapacity = 4096;
    private const ArrayFlags KeptSequence = ArrayFlags.Sequence | ArrayFlags.KeepSingleton;

    private Value[] _items = new Value[16];

    public int Count { get; private set; }

    /// <summary>How many results were appended, each of which may be several items.</summary>
    public int Results { get; private set; }

    public ReadOnlySpan<Value> Span => _items.AsSpan(0, Count);

    public Span<Value> MutableSpan => _items.AsSpan(0, Count);

    /// <summary>
    /// The array that was the first result, if it is not itself a sequence: as a path's only result it is returned as it is.
    /// </summary>
    public ArrayValue? FirstPlainArray { get; private set; }

    /// <summary>Set by a sort: what it yields is an array like any other, not a sequence.</summary>
    public bool IsPlain { get; set; }

    public Value this[int index] => _items[index];

    public void Add(Value item)
    {
        if (Count == _items.Length)
        {
            Grow(Count + 1);
        }

        _items[Count++] = item;
    }

    public void AddRange(ArrayValue array) => AddRange(array.Span);

    public void AddRange(ReadOnlySpan<Value> items)
    {
        if (Count + items.Length > _items.Length)
        {
            Grow(Count + items.Length);
        }

        items.CopyTo(_items.AsSpan(Count));
        Count += items.Length;
    }

    /// <summary>Adds the result of a step for one item: arrays are flattened unless constructed, undefined is nothing.</summary>
    public void Append(Value result)
    {
        if (result.IsUndefined)
        {
            return;
        }

        Results++;
        if (result.Ref is not ArrayValue array)
        {
            Add(result);
            return;
        }

        if (Results == 1 && !array.IsSequence)
        {
            FirstPlainArray = array;
        }

        if (array.IsConstructed)
        {
            Add(result);
        }
        else
        {
            AddRange(array);
        }
    }

    /// <summary>Tells that a sequence is being added item by item.</summary>
    public void BeginSequence() => Results++;

    /// <summary>The sequence as a value: nothing, its only item, or an array.</summary>
    public Value ToValue(bool keepSingleton)
    {
        if (Count == 0)
        {
            return default;
        }

        return Count == 1 && !keepSingleton ? _items[0] : Value.From(ToArray(keepSingleton));
    }

    public ArrayValue ToArray(bool keepSingleton) =>
        context.NewArray(Span, IsPlain ? ArrayFlags.None : keepSingleton ? KeptSequence : ArrayFlags.Sequence);

    public void Clear()
    {
        Array.Clear(_items, 0, Count);
        Count = 0;
        Results = 0;
        FirstPlainArray = null;
        IsPlain = false;
    }

    /// <summary>Empties the buffer for its next user.</summary>
    /// <returns>Whether it is small enough to keep.</returns>
    public bool Recycle()
    {
        Clear();
        return _items.Length <= RetainedCapacity;
    }

    private void Grow(int needed)
    {
        context.CheckSequence(needed);
        Array.Resize(ref _items, Math.Max(needed, _items.Length * 2));
    }
}
