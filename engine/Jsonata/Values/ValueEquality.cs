namespace AiProxy.Jsonata.Values;

/// <summary>Deep equality and a hash that agrees with it.</summary>
internal static class ValueEquality
{
    public static bool DeepEquals(Value left, Value right)
    {
        if (left.IsNumber)
        {
            return right.IsNumber && left.Num == right.Num && (left.Ref as ExactInteger)?.Number == (right.Ref as ExactInteger)?.Number;
        }

        if (ReferenceEquals(left.Ref, right.Ref))
        {
            return true;
        }

        return left.Ref switch
        {
            string text => right.Ref is string other && string.Equals(text, other),
            ArrayValue array => right.Ref is ArrayValue other && ArraysEqual(array, other),
            ObjectValue value => right.Ref is ObjectValue other && ObjectsEqual(value, other),
            _ => false,
        };
    }

    public static int Hash(Value value) => value.Ref switch
    {
        null => 0,
        string text => string.GetHashCode(text),
        ArrayValue array => HashItems(array),
        ObjectValue o => HashMembers(o),
        ExactInteger => value.Num.GetHashCode(),
        Tag tag when ReferenceEquals(tag, Tag.Number) => (value.Num == 0 ? 0.0 : value.Num).GetHashCode(),
        var other => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(other),
    };

    private static bool ArraysEqual(ArrayValue left, ArrayValue right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (!DeepEquals(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool ObjectsEqual(ObjectValue left, ObjectValue right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        if (ReferenceEquals(left.Shape, right.Shape))
        {
            for (var i = 0; i < left.Count; i++)
            {
                if (!DeepEquals(left.ValueAt(i), right.ValueAt(i)))
                {
                    return false;
                }
            }

            return true;
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (!right.TryGetValue(left.KeyAt(i), out var other) || !DeepEquals(left.ValueAt(i), other))
            {
                return false;
            }
        }

        return true;
    }

    private static int HashItems(ArrayValue array)
    {
        var hash = new HashCode();
        hash.Add(array.Count);
        foreach (var item in array.Span)
        {
            hash.Add(Hash(item));
        }

        return hash.ToHashCode();
    }

    private static int HashMembers(ObjectValue value)
    {
        // Order of keys does not count, so the parts are added, not chained.
        var hash = value.Count;
        for (var i = 0; i < value.Count; i++)
        {
            hash += HashCode.Combine(string.GetHashCode(value.KeyAt(i)), Hash(value.ValueAt(i)));
        }

        return hash;
    }
}
