using System.Text;
using System.Text.Json;

namespace AiProxy.Jsonata.Values;

/// <summary>
/// Builds values from JSON text. An object is guessed to have the keys of its previous sibling, else those of the last object that stood
/// where it stands, so alike objects share one <see cref="Shape"/> and its key strings.
/// </summary>
internal static class JsonValueReader
{
    public static Value Parse(ReadOnlySpan<byte> utf8Json) => Parse(utf8Json, isStrict: false);

    /// <summary>Like <see cref="Value.Parse(string)"/>, but refuses duplicate keys.</summary>
    public static Value ParseStrict(string json) => Parse(Encoding.UTF8.GetBytes(json), isStrict: true);

    private static Value Parse(ReadOnlySpan<byte> utf8Json, bool isStrict)
    {
        var reader = new Utf8JsonReader(utf8Json, new JsonReaderOptions { MaxDepth = Value.MaxDepth });
        reader.Read();
        var value = ReadValue(ref reader, default, 0, isStrict);
        if (reader.Read())
        {
            throw new JsonException("There is text after the JSON value.");
        }

        return value;
    }

    private static Value ReadValue(ref Utf8JsonReader reader, Value model, uint place, bool isStrict) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Value.From(ReadObject(ref reader, model.Ref as ObjectValue, place, isStrict)),
        JsonTokenType.StartArray => Value.From(ReadArray(ref reader, model.Ref as ArrayValue, place, isStrict)),
        JsonTokenType.String => Value.From(ReadString(ref reader)),
        JsonTokenType.Number => ReadNumber(ref reader),
        JsonTokenType.True => Value.True,
        JsonTokenType.False => Value.False,
        JsonTokenType.Null => Value.Null,
        var token => throw new JsonException($"Unexpected {token}."),
    };

    private static ArrayValue ReadArray(ref Utf8JsonReader reader, ArrayValue? model, uint place, bool isStrict)
    {
        Value[] items = [];
        var count = 0;
        var previous = model is { Count: > 0 } ? model[0] : default;
        while (ReadNext(ref reader) != JsonTokenType.EndArray)
        {
            if (count == items.Length)
            {
                Array.Resize(ref items, Math.Max(4, count * 2));
            }

            var item = ReadValue(ref reader, previous, Below(place, 0), isStrict);
            items[count++] = item;
            previous = item.Ref is ObjectValue or ArrayValue ? item : previous;
        }

        return count == 0 ? ArrayValue.Empty : ArrayValue.Own(items, count, ArrayFlags.None);
    }

    private static ObjectValue ReadObject(ref Utf8JsonReader reader, ObjectValue? model, uint place, bool isStrict)
    {
        if (ReadNext(ref reader) == JsonTokenType.EndObject)
        {
            return ObjectValue.Empty;
        }

        var slot = RecentShapes.SlotOf(place, reader.ValueSpan);
        var shape = model?.Shape ?? RecentShapes.At(slot);
        var guessed = shape?.Keys ?? [];
        var values = guessed.Length == 0 ? [] : new Value[guessed.Length];
        var count = 0;
        do
        {
            if (count == guessed.Length || !IsNamed(ref reader, guessed[count]))
            {
                var unlike = ReadUnlike(ref reader, guessed.AsSpan(0, count), values, place, isStrict);
                RecentShapes.Keep(slot, unlike.Shape);
                return unlike;
            }

            ReadNext(ref reader);
            values[count] = ReadValue(ref reader, model is null ? default : model.ValueAt(count), Below(place, count + 1), isStrict);
            count++;
        }
        while (ReadNext(ref reader) != JsonTokenType.EndObject);

        if (count == guessed.Length)
        {
            return new ObjectValue(shape!, values);
        }

        var shorter = new Shape(guessed.AsSpan(0, count).ToArray());
        RecentShapes.Keep(slot, shorter);
        return new ObjectValue(shorter, values.AsSpan(0, count).ToArray());
    }

    /// <summary>Goes on at a property name where the object stopped being like the one it was taken for.</summary>
    private static ObjectValue ReadUnlike(
        ref Utf8JsonReader reader, ReadOnlySpan<string> keys, ReadOnlySpan<Value> values, uint place, bool isStrict)
    {
        var builder = new ObjectBuilder(Math.Max(4, keys.Length + 2));
        for (var i = 0; i < keys.Length; i++)
        {
            builder.Add(keys[i], values[i]);
        }

        do
        {
            var key = ReadString(ref reader);
            ReadNext(ref reader);
            var known = builder.Count;
            builder.Add(key, ReadValue(ref reader, default, Below(place, known + 1), isStrict));
            if (isStrict && builder.Count == known)
            {
                throw new JsonException($"The key '{key}' is there twice.");
            }
        }
        while (ReadNext(ref reader) != JsonTokenType.EndObject);

        return builder.Build();
    }

    /// <summary>Where a member stands: the same number for the same member of documents of one kind.</summary>
    private static uint Below(uint place, int member) => unchecked((place * 31) + (uint)member + 1);

    /// <summary>The reader's own comparison throws at half a surrogate pair.</summary>
    private static bool IsNamed(ref Utf8JsonReader reader, string name) =>
        reader.ValueIsEscaped ? ReadString(ref reader) == name : reader.ValueTextEquals(name);

    private static JsonTokenType ReadNext(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType;
    }

    private static Value ReadNumber(ref Utf8JsonReader reader)
    {
        // Numbers beyond a double's range are infinite in .NET and JavaScript; JSON has no such value.
        var number = reader.GetDouble();
        if (!double.IsFinite(number))
        {
            throw new JsonException("The number is out of range.");
        }

        return reader.ValueSpan.Length >= ExactInteger.MinLength && ExactInteger.From(reader.ValueSpan, number) is { } exact
            ? Value.From(exact)
            : Value.From(number);
    }

    private static string ReadString(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as an escape: legal JSON text, and JavaScript keeps it.
            return Unescape(reader.ValueSpan);
        }
    }

    private static string Unescape(ReadOnlySpan<byte> escaped)
    {
        var text = new StringBuilder(escaped.Length);
        while (escaped.IndexOf((byte)'\\') is >= 0 and var at)
        {
            text.Append(Encoding.UTF8.GetString(escaped[..at]));
            var kind = escaped[at + 1];
            text.Append(kind switch
            {
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                (byte)'n' => '\n',
                (byte)'r' => '\r',
                (byte)'t' => '\t',
                (byte)'u' => (char)Convert.ToUInt16(Encoding.ASCII.GetString(escaped.Slice(at + 2, 4)), 16),
                _ => (char)kind,
            });
            escaped = escaped[(at + (kind == 'u' ? 6 : 2))..];
        }

        return text.Append(Encoding.UTF8.GetString(escaped)).ToString();
    }
}
