using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Merge.Targets;

namespace AiProxy.Merge.Answers;

/// <summary>Writes the body of a good answer: a <c>chat.completion</c> that every OpenAI SDK reads, and the <c>aiproxy</c> member.</summary>
/// <remarks><see href="https://platform.openai.com/docs/api-reference/chat/object"/></remarks>
internal static class ChatCompletion
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="merged">A workflow that succeeded.</param>
    /// <param name="requestId">Becomes the completion's id: <c>chatcmpl-</c> and the request's own.</param>
    /// <param name="created">Written in Unix seconds.</param>
    public static ReadOnlyMemory<byte> Write(MergedAnswer merged, string requestId, DateTimeOffset created)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        writer.WriteStartObject();
        writer.WriteString("id", $"chatcmpl-{requestId}");
        writer.WriteString("object", "chat.completion");
        writer.WriteNumber("created", created.ToUnixTimeSeconds());
        writer.WriteString("model", merged.Selection!.Winner.Answer.Model);
        WriteChoices(writer, merged.Selection.Chosen.SelectMany(given => given.Answer.Choices));
        if (Costs.Usage(merged.Outcomes) is { } usage)
        {
            writer.WritePropertyName("usage");
            JsonSerializer.Serialize(writer, usage, MergeJsonContext.Default.Usage);
        }
        writer.WritePropertyName("aiproxy");
        AiProxyMember.Write(writer, merged);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteChoices(Utf8JsonWriter writer, IEnumerable<ChatChoice> choices)
    {
        writer.WriteStartArray("choices");
        int index = 0;
        foreach (ChatChoice choice in choices)
        {
            writer.WriteStartObject();
            writer.WriteNumber("index", index++);
            writer.WritePropertyName("message");
            choice.Message.WriteTo(writer);
            writer.WriteString("finish_reason", choice.FinishReason);
            writer.WritePropertyName("logprobs");
            if (choice.Logprobs is { } logprobs)
            {
                logprobs.WriteTo(writer);
            }
            else
            {
                writer.WriteNullValue();
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
