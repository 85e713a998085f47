using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace AiProxy.Jsonata.Values;

/// <summary>
/// An immutable object. Keys keep the order in which they were written, integer-like ones too (JavaScript would move those to the front).
/// </summary>
public sealed class ObjectValue : IEnumerable<KeyValuePair<string, Value>>
{
    private readonly Value[] _values;

    /// <summary>Takes over <paramref name="values"/>, one for each of the shape's keys, none undefined.</summary>
    internal ObjectValue(Shape shape, Value[] values)
    {
        Shape = shape;
        _values = values;
        Depth = ValueDepthException.DepthAround(values);
    }

    /// <summary>The object without members.</summary>
    public static ObjectValue Empty { get; } = new(Shape.Empty, []);

    /// <summary>How many members there are.</summary>
    public int Count => _values.Length;

    internal Shape Shape { get; }

    internal ushort Depth { get; }

    /// <summary>Bytes of the compact JSON, 0 if not yet computed. Written without a lock: every writer computes the same number.</summary>
    internal int CachedUtf8Size { get; set; }

    internal ReadOnlySpan<Value> Values => _values;

    /// <summary>Finds a member by its exact key.</summary>
    /// <returns>Whether there is one; <paramref name="value"/> is undefined if not.</returns>
    public bool TryGetValue(string key, out Value value)
    {
        ArgumentNullException.ThrowIfNull(key);
        var position = Shape.IndexOf(key);
        value = position < 0 ? default : _values[position];
        return position >= 0;
    }

    /// <summary>The key of the member at <paramref name="index"/>, from 0.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such member.</exception>
    public string KeyAt(int index) => Shape.Keys[index];

    /// <summary>The value of the member at <paramref name="index"/>, from 0; never undefined.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such member.</exception>
    public Value ValueAt(int index) => _values[index];

    /// <summary>
    /// A copy in which <paramref name="key"/> has <paramref name="value"/>: replaced in place, else added at the end; removed if undefined.
    /// </summary>
    /// <exception cref="ValueDepthException">The object would nest deeper than <see cref="Value.MaxDepth"/>.</exception>
    public ObjectValue With(string key, Value value)
    {
        ArgumentNullException.ThrowIfNull(key);
        var position = Shape.IndexOf(key);
        if (value.IsUndefined)
        {
            return position < 0 ? this : Without(position);
        }

        if (position < 0)
        {
            return new ObjectValue(new Shape([.. Shape.Keys, key]), [.. _values, value]);
        }

        var values = _values.AsSpan().ToArray();
        values[position] = value;
        return new ObjectValue(Shape, values);
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Value>> GetEnumerator()
    {
        for (var i = 0; i < _values.Length; i++)
        {
            yield return new KeyValuePair<string, Value>(Shape.Keys[i], _values[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// Like <see cref="TryGetValue(string, out Value)"/>, trying first the position where the same caller found the key last time.
    /// </summary>
    internal bool TryGetValue(string key, [NotNull] ref int hint, out Value value)
    {
        var keys = Shape.Keys;
        var position = hint;
        if ((uint)position < (uint)keys.Length && (ReferenceEquals(keys[position], key) || string.Equals(keys[position], key)))
        {
            value = _values[position];
            return true;
        }

        position = Shape.IndexOf(key);
        if (position < 0)
        {
            value = default;
            return false;
        }

        hint = position;
        value = _values[position];
        return true;
    }

    private ObjectValue Without(int position)
    {
        var keys = new string[Count - 1];
        var values = new Value[Count - 1];
        for (int from = 0, to = 0; from < Count; from++)
        {
            if (from != position)
            {
                keys[to] = Shape.Keys[from];
                values[to++] = _values[from];
            }
        }

        return values.Length == 0 ? Empty : new ObjectValue(new Shape(keys), values);
    }
}
