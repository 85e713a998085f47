using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiProxy.Gateway.Streaming;

/// <summary>Writes server-sent events, each with one <c>chat.completion.chunk</c>.</summary>
/// <param name="envelope">The members that every chunk has: <c>id</c>, <c>created</c>, <c>model</c> ...</param>
/// <param name="includeUsage">Whether chunks say <c>"usage": null</c>, as OpenAI's do where the usage comes in one of its own.</param>
/// <remarks><see href="https://platform.openai.com/docs/api-reference/chat-streaming"/></remarks>
internal sealed class ChunkWriter(ImmutableArray<JsonProperty> envelope, bool includeUsage)
{
    // One line an event: the writer puts no line feeds between tokens and escapes those in strings.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _events = new(4096);

    public ReadOnlyMemory<byte> Written => _events.WrittenMemory;

    /// <summary>A chunk with one choice.</summary>
    /// <param name="index">The choice.</param>
    /// <param name="delta">Writes the members of <c>delta</c>.</param>
    /// <param name="finishReason">Null while more comes.</param>
    /// <param name="logprobs">Writes the value of <c>logprobs</c>; null for none.</param>
    /// <param name="choiceMembers">Further members of the choice.</param>
    /// <param name="members">Further members of the chunk.</param>
    public void Choice(
        int index,
        Action<Utf8JsonWriter> delta,
        JsonElement? finishReason = null,
        Action<Utf8JsonWriter>? logprobs = null,
        IEnumerable<JsonProperty>? choiceMembers = null,
        IEnumerable<JsonProperty>? members = null) => Event(_events, writer =>
    {
        WriteEnvelope(writer);
        writer.WriteStartArray("choices");
        writer.WriteStartObject();
        writer.WriteNumber("index", index);
        writer.WriteStartObject("delta");
        delta(writer);
        writer.WriteEndObject();
        writer.WritePropertyName("logprobs");
        WriteOrNull(writer, logprobs);
        writer.WritePropertyName("finish_reason");
        WriteOrNull(writer, finishReason is { } reason ? reason.WriteTo : null);
        WriteAll(writer, choiceMembers);
        writer.WriteEndObject();
        writer.WriteEndArray();
        if (includeUsage)
        {
            writer.WriteNull("usage");
        }
        WriteAll(writer, members);
    });

    /// <summary>The chunk without choices that says what was used.</summary>
    /// <param name="usage">Null where nobody knows.</param>
    public void Usage(JsonElement? usage) => Event(_events, writer =>
    {
        WriteEnvelope(writer);
        writer.WriteStartArray("choices");
        writer.WriteEndArray();
        writer.WritePropertyName("usage");
        WriteOrNull(writer, usage is { } known ? known.WriteTo : null);
    });

    /// <summary>Says that the stream is whole.</summary>
    public void Done() => _events.Write("data: [DONE]\n\n"u8);

    /// <summary>Writes one event whose data is a JSON object.</summary>
    public static void Event(IBufferWriter<byte> events, Action<Utf8JsonWriter> members)
    {
        events.Write("data: "u8);
        using (var writer = new Utf8JsonWriter(events, WriterOptions))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }
        events.Write("\n\n"u8);
    }

    private void WriteEnvelope(Utf8JsonWriter writer)
    {
        foreach (JsonProperty member in envelope)
        {
            if (member.NameEquals("object"))
            {
                writer.WriteString("object", "chat.completion.chunk");
            }
            else
            {
                member.WriteTo(writer);
            }
        }
    }

    private static void WriteAll(Utf8JsonWriter writer, IEnumerable<JsonProperty>? members)
    {
        foreach (JsonProperty member in members ?? [])
        {
            member.WriteTo(writer);
        }
    }

    private static void WriteOrNull(Utf8JsonWriter writer, Action<Utf8JsonWriter>? write)
    {
        if (write is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            write(writer);
        }
    }
}
