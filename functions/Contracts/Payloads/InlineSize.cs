using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiProxy.Contracts.Payloads;

/// <summary>What JSON takes in state data. The functions' serializer escapes some characters that the text had plain: an emoji's 4 bytes become 12.</summary>
internal static class InlineSize
{
    // The worst there is: one byte (U+007F) written as \u007F.
    private const int WorstGrowth = 6;

    // The Lambda serializers' own; source-generated ones too.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static bool Fits(JsonElement json, int length, int maxBytes)
    {
        if (length <= maxBytes / WorstGrowth)
        {
            return true;
        }
        var written = new ArrayBufferWriter<byte>(length);
        using (var writer = new Utf8JsonWriter(written, WriterOptions))
        {
            json.WriteTo(writer);
        }
        return written.WrittenCount <= maxBytes;
    }
}
