using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation;

/// <summary>
/// A value seen as items: an array's, a buffer's, or a single one. Give it back with <see cref="Release"/>; after an exception the whole
/// context is dropped, so no finally is needed.
/// </summary>
internal readonly struct SequenceView
{
    private readonly EvalContext? _context;
    private readonly SequenceBuffer? _buffer;
    private readonly ArrayValue? _array;

    public SequenceView(ArrayValue array) => _array = array;

    public SequenceView(SequenceBuffer buffer, EvalContext context)
    {
        _buffer = buffer;
        _context = context;
    }

    public bool IsUndefined => _array is null && _buffer is null;

    public int Count => _array?.Count ?? _buffer?.Count ?? 0;

    public ReadOnlySpan<Value> Items => _array is not null ? _array.Span : _buffer is not null ? _buffer.Span : default;

    /// <summary>A view of a value; a single value is one item.</summary>
    public static SequenceView Of(Value value, EvalContext context)
    {
        if (value.IsUndefined)
        {
            return default;
        }

        if (value.Ref is ArrayValue array)
        {
            return new SequenceView(array);
        }

        var buffer = context.RentBuffer();
        buffer.Add(value);
        return new SequenceView(buffer, context);
    }

    /// <summary>The items as an array value.</summary>
    public ArrayValue ToArray(EvalContext context) => _array ?? context.NewArray(Items, ArrayFlags.Sequence);

    public void Release()
    {
        if (_buffer is not null)
        {
            _context!.Return(_buffer);
        }
    }
}
