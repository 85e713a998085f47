namespace AiProxy.Jsonata.Values;

/// <summary>The keys of an object in order; shared between objects built or parsed alike.</summary>
internal sealed class Shape
{
    private const int LinearLimit = 8;

    private readonly Dictionary<string, int>? _index;

    /// <summary>Takes over <paramref name="keys"/>, which must be distinct.</summary>
    public Shape(string[] keys)
    {
        Keys = keys;
        if (keys.Length <= LinearLimit)
        {
            return;
        }

        _index = new Dictionary<string, int>(keys.Length, StringComparer.Ordinal);
        for (var i = 0; i < keys.Length; i++)
        {
            _index.Add(keys[i], i);
        }
    }

    public static Shape Empty { get; } = new([]);

    public string[] Keys { get; }

    /// <summary>The position of <paramref name="key"/>, or -1.</summary>
    public int IndexOf(string key)
    {
        if (_index is not null)
        {
            return _index.TryGetValue(key, out var position) ? position : -1;
        }

        var keys = Keys;
        for (var i = 0; i < keys.Length; i++)
        {
            if (ReferenceEquals(keys[i], key) || string.Equals(keys[i], key))
            {
                return i;
            }
        }

        return -1;
    }
}
