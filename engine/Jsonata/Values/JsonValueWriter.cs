using System.Buffers;
using System.Text;
using System.Text.Json;

namespace AiProxy.Jsonata.Values;

/// <summary>Writes values as JSON.</summary>
internal static class JsonValueWriter
{
    public static void Write(Value value, Utf8JsonWriter writer)
    {
        switch (value.Ref)
        {
            case null:
                throw Undefined();
            case string text:
                WriteString(text, writer);
                break;
            case ArrayValue array:
                writer.WriteStartArray();
                for (var i = 0; i < array.Count; i++)
                {
                    Write(array[i], writer);
                }

                writer.WriteEndArray();
                break;
            case ObjectValue o:
                writer.WriteStartObject();
                for (var i = 0; i < o.Count; i++)
                {
                    writer.WritePropertyName(WellFormed(o.KeyAt(i)));
                    Write(o.ValueAt(i), writer);
                }

                writer.WriteEndObject();
                break;
            case Tag tag when ReferenceEquals(tag, Tag.Number):
                WriteNumber(value.Num, writer);
                break;
            case ExactInteger integer:
                writer.WriteRawValue(integer.Text, skipInputValidation: true);
                break;
            case Tag { Kind: ValueKind.Null }:
                writer.WriteNullValue();
                break;
            case Tag:
                writer.WriteBooleanValue(value.IsTrue);
                break;
            default:
                writer.WriteStringValue(string.Empty);
                break;
        }
    }

    /// <summary>Writes all at once: the size is known, and containers remember theirs.</summary>
    public static void Write(Value value, IBufferWriter<byte> buffer)
    {
        var size = SizeOf(value);
        new JsonBytes(buffer.GetSpan(size)).Write(value);
        buffer.Advance(size);
    }

    public static string ToText(Value value)
    {
        var size = SizeOf(value);
        var rented = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            new JsonBytes(rented).Write(value);
            return Encoding.UTF8.GetString(rented.AsSpan(0, size));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static int SizeOf(Value value) => value.Utf8Size switch
    {
        0 => throw Undefined(),

        // Parts are shared, so a small value in memory can have an endless text.
        var size when size > Array.MaxLength => throw new InvalidOperationException("The JSON text would be larger than two gigabytes."),
        var size => size,
    };

    private static void WriteNumber(double number, Utf8JsonWriter writer)
    {
        Span<char> text = stackalloc char[NumberText.MaxLength];
        text = text[..NumberText.Format(number, text)];
        if (double.IsFinite(number))
        {
            writer.WriteRawValue(text, skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    private static void WriteString(string text, Utf8JsonWriter writer)
    {
        if (JsonText.HasLoneSurrogate(text))
        {
            var quoted = new byte[JsonText.QuotedSize(text)];
            JsonText.WriteQuoted(text, quoted);
            writer.WriteRawValue(quoted, skipInputValidation: true);
            return;
        }

        writer.WriteStringValue(text);
    }

    /// <summary>The writer takes no escaped property names, so half a surrogate pair becomes U+FFFD in a key.</summary>
    private static string WellFormed(string key) =>
        JsonText.HasLoneSurrogate(key) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(key)) : key;

    internal static InvalidOperationException Undefined() => new("Undefined has no JSON.");
}
