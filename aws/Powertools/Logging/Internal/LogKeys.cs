namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>Keys in the order they were added; readers get a snapshot, so that a line and a change can meet.</summary>
internal sealed class LogKeys
{
    private readonly Lock _gate = new();
    private volatile KeyValuePair<string, object>[] _items = [];

    /// <summary>Keys of lines of no invocation, and of all invocations.</summary>
    public static LogKeys Process { get; } = new();

    /// <summary>Where keys appended here belong.</summary>
    public static LogKeys Current => InvocationState.Current?.Keys ?? Process;

    public KeyValuePair<string, object>[] Items => _items;

    /// <summary>The process's keys, then the invocation's, which win.</summary>
    public static KeyValuePair<string, object>[] Effective()
    {
        var all = Process.Items;
        if (InvocationState.Current?.Keys.Items is not { Length: > 0 } own)
            return all;
        return all.Length == 0 ? own : [.. all.Where(item => !Array.Exists(own, mine => mine.Key == item.Key)), .. own];
    }

    public void Set(string key, object value)
    {
        lock (_gate)
        {
            var index = Array.FindIndex(_items, item => item.Key == key);
            KeyValuePair<string, object>[] items = index < 0 ? [.. _items, default] : [.. _items];
            items[index < 0 ? items.Length - 1 : index] = new(key, value);
            _items = items;
        }
    }

    public void Remove(string key)
    {
        lock (_gate)
            _items = [.. _items.Where(item => item.Key != key)];
    }

    public void Clear()
    {
        lock (_gate)
            _items = [];
    }
}
