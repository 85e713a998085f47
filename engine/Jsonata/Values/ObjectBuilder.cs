namespace AiProxy.Jsonata.Values;

/// <summary>
/// Collects members for an <see cref="ObjectValue"/>. A key added again replaces the value and keeps its first position.
/// Not thread-safe; starts empty again after <see cref="Build"/>.
/// </summary>
public sealed class ObjectBuilder
{
    private const int LinearLimit = 8;

    private string[] _keys = [];
    private Value[] _values = [];
    private Dictionary<string, int>? _index;
    private int _count;

    /// <summary>Creates a builder; <paramref name="capacity"/> is the number of members expected, 0 if unknown.</summary>
    public ObjectBuilder(int capacity = 0)
    {
        if (capacity > 0)
        {
            _keys = new string[capacity];
            _values = new Value[capacity];
        }
    }

    /// <summary>The members so far.</summary>
    public int Count => _count;

    /// <summary>Adds or replaces a member; an undefined value is skipped.</summary>
    public ObjectBuilder Add(string key, Value value)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (value.IsUndefined)
        {
            return this;
        }

        var position = IndexOf(key);
        if (position >= 0)
        {
            _values[position] = value;
            return this;
        }

        if (_count == _keys.Length)
        {
            var capacity = Math.Max(4, _count * 2);
            Array.Resize(ref _keys, capacity);
            Array.Resize(ref _values, capacity);
        }

        _keys[_count] = key;
        _values[_count] = value;
        _index?.Add(key, _count);
        _count++;
        return this;
    }

    /// <summary>The object of what was added.</summary>
    /// <exception cref="ValueDepthException">The object would nest deeper than <see cref="Value.MaxDepth"/>.</exception>
    public ObjectValue Build()
    {
        if (_count == 0)
        {
            return ObjectValue.Empty;
        }

        Array.Resize(ref _keys, _count);
        Array.Resize(ref _values, _count);
        var result = new ObjectValue(new Shape(_keys), _values);
        _keys = [];
        _values = [];
        _index = null;
        _count = 0;
        return result;
    }

    internal int IndexOf(string key)
    {
        if (_count > LinearLimit)
        {
            if (_index is null)
            {
                _index = new Dictionary<string, int>(_count * 2, StringComparer.Ordinal);
                for (var i = 0; i < _count; i++)
                {
                    _index.Add(_keys[i], i);
                }
            }

            return _index.TryGetValue(key, out var found) ? found : -1;
        }

        for (var i = 0; i < _count; i++)
        {
            if (string.Equals(_keys[i], key))
            {
                return i;
            }
        }

        return -1;
    }

    internal Value ValueAt(int position) => _values[position];
}
