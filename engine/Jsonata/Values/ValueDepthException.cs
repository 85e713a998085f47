namespace AiProxy.Jsonata.Values;

/// <summary>Thrown when building an array or object that nests deeper than <see cref="Value.MaxDepth"/>.</summary>
public sealed class ValueDepthException : InvalidOperationException
{
    internal ValueDepthException()
        : base($"A value cannot nest arrays and objects deeper than {Value.MaxDepth} levels.")
    {
    }

    /// <summary>One more than the deepest of <paramref name="items"/>.</summary>
    internal static ushort DepthAround(ReadOnlySpan<Value> items)
    {
        var deepest = 0;
        foreach (ref readonly var item in items)
        {
            var depth = item.Ref is ObjectValue o ? o.Depth : item.Ref is ArrayValue a ? a.Depth : 0;
            if (depth > deepest)
            {
                deepest = depth;
            }
        }

        return deepest < Value.MaxDepth ? (ushort)(deepest + 1) : throw new ValueDepthException();
    }
}
