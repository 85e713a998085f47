namespace AiProxy.Jsonata.Values;

/// <summary>Collects items for an <see cref="ArrayValue"/>. Not thread-safe; starts empty again after <see cref="Build()"/>.</summary>
public sealed class ArrayBuilder
{
    private Value[] _items = [];
    private int _count;

    /// <summary>Creates a builder; <paramref name="capacity"/> is the number of items expected, 0 if unknown.</summary>
    public ArrayBuilder(int capacity = 0)
    {
        if (capacity > 0)
        {
            _items = new Value[capacity];
        }
    }

    /// <summary>The items so far.</summary>
    public int Count => _count;

    /// <summary>Adds an item at the end; undefined is left out.</summary>
    public ArrayBuilder Add(Value item)
    {
        if (item.IsUndefined)
        {
            return this;
        }

        if (_count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(4, _count * 2));
        }

        _items[_count++] = item;
        return this;
    }

    /// <summary>The array of what was added.</summary>
    /// <exception cref="ValueDepthException">The array would nest deeper than <see cref="Value.MaxDepth"/>.</exception>
    public ArrayValue Build() => Build(ArrayFlags.None);

    internal ArrayValue Build(ArrayFlags flags)
    {
        var array = _count == 0 && flags == ArrayFlags.None ? ArrayValue.Empty : ArrayValue.Own(_items, _count, flags);
        _items = [];
        _count = 0;
        return array;
    }
}
