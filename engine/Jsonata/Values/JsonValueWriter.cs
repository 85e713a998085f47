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

    public static void Write(Value value, IBufferWriter<byte> buffer)
    {
        switch (value.Ref)
        {
            case null:
                throw Undefined();
            case string text:
                JsonText.WriteQuoted(text, buffer);
                break;
            case ArrayValue array:
                WriteArray(array, buffer);
                break;
            case ObjectValue o:
                WriteObject(o, buffer);
                break;
            case Tag tag when ReferenceEquals(tag, Tag.Number):
                WriteNumber(value.Num, buffer);
                break;
            case ExactInteger integer:
                Encoding.ASCII.GetBytes(integer.Text, buffer);
                break;
            case Tag { Kind: ValueKind.Null }:
                buffer.Write("null"u8);
                break;
            case Tag:
                buffer.Write(value.IsTrue ? "true"u8 : "false"u8);
                break;
            default:
                buffer.Write("\"\""u8);
                break;
        }
    }

    private static void WriteArray(ArrayValue array, IBufferWriter<byte> buffer)
    {
        buffer.Write("["u8);
        for (var i = 0; i < array.Count; i++)
        {
            if (i > 0)
            {
                buffer.Write(","u8);
            }

            Write(array[i], buffer);
        }

        buffer.Write("]"u8);
    }

    private static void WriteObject(ObjectValue value, IBufferWriter<byte> buffer)
    {
        buffer.Write("{"u8);
        for (var i = 0; i < value.Count; i++)
        {
            if (i > 0)
            {
                buffer.Write(","u8);
            }

            JsonText.WriteQuoted(value.KeyAt(i), buffer);
            buffer.Write(":"u8);
            Write(value.ValueAt(i), buffer);
        }

        buffer.Write("}"u8);
    }

    private static void WriteNumber(double number, IBufferWriter<byte> buffer)
    {
        Span<char> text = stackalloc char[NumberText.MaxLength];
        text = text[..NumberText.Format(number, text)];
        var span = buffer.GetSpan(text.Length + 2);
        var at = 0;
        if (!double.IsFinite(number))
        {
            span[at++] = (byte)'"';
        }

        at += Encoding.ASCII.GetBytes(text, span[at..]);
        if (!double.IsFinite(number))
        {
            span[at++] = (byte)'"';
        }

        buffer.Advance(at);
    }

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
            var buffer = new ArrayBufferWriter<byte>(text.Length + 16);
            JsonText.WriteQuoted(text, buffer);
            writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
            return;
        }

        writer.WriteStringValue(text);
    }

    /// <summary>The writer takes no escaped property names, so half a surrogate pair becomes U+FFFD in a key.</summary>
    private static string WellFormed(string key) =>
        JsonText.HasLoneSurrogate(key) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(key)) : key;

    private static InvalidOperationException Undefined() => new("Undefined has no JSON.");
}
