using System.Diagnostics.CodeAnalysis;

namespace AWS.Lambda.Powertools.Idempotency.Internal;

/// <summary>Keeps the items used last, up to a number.</summary>
internal sealed class LruCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly LinkedList<KeyValuePair<TKey, TValue>> _byUse = new();
    private readonly Dictionary<TKey, LinkedListNode<KeyValuePair<TKey, TValue>>> _byKey = [];

    public int Count
    {
        get
        {
            lock (_gate)
                return _byKey.Count;
        }
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate)
        {
            if (!_byKey.TryGetValue(key, out var node))
            {
                value = default;
                return false;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            value = node.Value.Value;
            return true;
        }
    }

    public void Set(TKey key, TValue value)
    {
        lock (_gate)
        {
            Remove(key);
            _byKey[key] = _byUse.AddFirst(KeyValuePair.Create(key, value));
            if (_byKey.Count > capacity && _byUse.Last is { } oldest)
                Remove(oldest.Value.Key);
        }
    }

    public void Remove(TKey key)
    {
        lock (_gate)
        {
            if (_byKey.Remove(key, out var node))
                _byUse.Remove(node);
        }
    }
}
