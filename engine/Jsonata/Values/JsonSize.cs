namespace AiProxy.Jsonata.Values;

/// <summary>The size of a value's compact JSON, without writing it.</summary>
internal static class JsonSize
{
    public static int Of(Value value) => value.Ref switch
    {
        null => 0,
        string text => JsonText.QuotedSize(text),
        ObjectValue o => o.CachedUtf8Size is not 0 and var known ? known : o.CachedUtf8Size = Compute(o),
        ArrayValue array => array.CachedUtf8Size is not 0 and var known ? known : array.CachedUtf8Size = Compute(array),
        Tag tag when ReferenceEquals(tag, Tag.Number) => OfNumber(value.Num),
        ExactInteger integer => integer.Text.Length,
        Tag { Kind: ValueKind.Null } => 4,
        Tag => value.IsTrue ? 4 : 5,
        _ => 2,
    };

    private static int Compute(ArrayValue array)
    {
        var size = 2 + Math.Max(0, array.Count - 1);
        for (var i = 0; i < array.Count; i++)
        {
            size = Add(size, Of(array[i]));
        }

        return size;
    }

    private static int Compute(ObjectValue value)
    {
        var size = 2 + Math.Max(0, value.Count - 1) + value.Count;
        for (var i = 0; i < value.Count; i++)
        {
            size = Add(size, JsonText.QuotedSize(value.KeyAt(i)));
            size = Add(size, Of(value.ValueAt(i)));
        }

        return size;
    }

    private static int OfNumber(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsPositiveInfinity(number) ? 10 : double.IsNegativeInfinity(number) ? 11 : 5;
        }

        Span<char> text = stackalloc char[NumberText.MaxLength];
        return NumberText.Format(number, text);
    }

    /// <summary>Values share parts, so the text can be far larger than memory; two gigabytes stand for any such size.</summary>
    private static int Add(int left, int right) => (int)Math.Min((long)left + right, int.MaxValue);
}
