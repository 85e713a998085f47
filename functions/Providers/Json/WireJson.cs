using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiProxy.Providers.Json;

/// <summary>Writes and parses wire bodies.</summary>
internal static class WireJson
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Providers' answers are read leniently; only the depth is bounded, well above what any of them sends.
    private static readonly JsonDocumentOptions ReaderOptions = new() { MaxDepth = 256 };

    /// <summary>Writes a request's body: about as long as the request itself, which saves growing through megabytes of images.</summary>
    public static ReadOnlyMemory<byte> WriteBody(JsonElement request, Action<Utf8JsonWriter> write) => Write(write, JsonMarshal.GetRawUtf8Value(request).Length + 1024);

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write, int capacity)
    {
        var buffer = new ArrayBufferWriter<byte>(capacity);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            write(writer);
        }
        return buffer.WrittenMemory;
    }

    /// <summary>Builds a value whose text anybody can read: see <see cref="JsonText.Mended"/>.</summary>
    public static JsonElement WriteElement(Action<Utf8JsonWriter> write) => JsonElement.Parse(JsonText.Mended(Write(write, 512).Span), ReaderOptions);

    /// <summary>The same value with text, and names, that anybody can read: see <see cref="JsonText.Mended"/>.</summary>
    public static JsonElement Readable(JsonElement value)
    {
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8Value(value);
        ReadOnlySpan<byte> mended = JsonText.Mended(raw);
        return mended == raw ? value : JsonElement.Parse(mended, ReaderOptions);
    }

    /// <summary>Copies a value byte by byte: numbers keep their digits, strings their escapes (lone surrogates too, which re-encoding would refuse).</summary>
    public static void WriteVerbatim(this Utf8JsonWriter writer, JsonElement value) =>
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);

    public static void WriteVerbatim(this Utf8JsonWriter writer, string name, JsonElement value)
    {
        writer.WritePropertyName(name);
        writer.WriteVerbatim(value);
    }

    /// <summary>Parses an answer's body.</summary>
    /// <returns>Null when it is empty or not JSON.</returns>
    public static JsonElement? TryParse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonElement.Parse(WithoutPreamble(body.Span), ReaderOptions);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A byte order mark, and the blank lines and ": keep-alive" comments that some servers send while a request queues.
    private static ReadOnlySpan<byte> WithoutPreamble(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith("\uFEFF"u8))
        {
            body = body[3..];
        }
        body = body.TrimStart(" \r\n\t"u8);
        while (!body.IsEmpty && body[0] == ':')
        {
            int end = body.IndexOf((byte)'\n');
            body = (end < 0 ? [] : body[(end + 1)..]).TrimStart(" \r\n\t"u8);
        }
        return body;
    }
}
