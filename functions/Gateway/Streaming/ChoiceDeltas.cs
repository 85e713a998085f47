using System.Text.Json;

namespace AiProxy.Gateway.Streaming;

/// <summary>Writes one choice's message as deltas.</summary>
internal static class ChoiceDeltas
{
    /// <summary>Token probabilities in one chunk; they are long.</summary>
    private const int LogprobsPerChunk = 32;

    public static void Write(ChunkWriter chunks, int index, JsonElement choice)
    {
        JsonElement message = choice.GetProperty("message");
        chunks.Choice(index, writer =>
        {
            writer.WriteString("role", Text(message, "role") ?? "assistant");
            // OpenAI's first chunk has it; null where the message is all tool calls.
            writer.WriteString("content", Text(message, "content") is null ? null : "");
        });
        foreach (JsonProperty member in message.EnumerateObject().OrderBy(Place))
        {
            WriteMember(chunks, index, member);
        }
        if (choice.TryGetProperty("logprobs", out JsonElement logprobs) && logprobs.ValueKind is JsonValueKind.Object)
        {
            WriteLogprobs(chunks, index, logprobs);
        }
    }

    // Reasoning comes before what it led to, tool calls after the text that announces them; OrderBy keeps the rest as it was.
    private static int Place(JsonProperty member) => member.Name switch
    {
        "reasoning_content" or "reasoning" => 0,
        "content" or "refusal" => 1,
        "tool_calls" or "function_call" => 3,
        _ => 2,
    };

    private static void WriteMember(ChunkWriter chunks, int index, JsonProperty member)
    {
        switch (member.Name, member.Value.ValueKind)
        {
            case ("role", _) or (_, JsonValueKind.Null):
                break;
            case ("content" or "refusal" or "reasoning_content" or "reasoning", JsonValueKind.String):
                WriteText(chunks, index, member.Name, member.Value.GetString()!);
                break;
            case ("tool_calls", JsonValueKind.Array):
                foreach ((int number, JsonElement call) in member.Value.EnumerateArray().Index())
                {
                    ToolCallDeltas.Write(chunks, index, number, call);
                }
                break;
            default:
                // What clients are not known to put together from pieces stays in one.
                chunks.Choice(index, member.WriteTo);
                break;
        }
    }

    private static void WriteText(ChunkWriter chunks, int index, string name, string text)
    {
        if (text.Length == 0)
        {
            return;
        }
        foreach (string piece in TextPieces.Of(text))
        {
            chunks.Choice(index, writer => writer.WriteString(name, piece));
        }
    }

    // After the text and not beside it: a token is not always a whole character, so the two cannot be cut alike.
    private static void WriteLogprobs(ChunkWriter chunks, int index, JsonElement logprobs)
    {
        foreach (JsonProperty list in logprobs.EnumerateObject().Where(list => list.Value.ValueKind is JsonValueKind.Array))
        {
            foreach (JsonElement[] tokens in list.Value.EnumerateArray().Chunk(LogprobsPerChunk))
            {
                chunks.Choice(index, static _ => { }, logprobs: writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteStartArray(list.Name);
                    foreach (JsonElement token in tokens)
                    {
                        token.WriteTo(writer);
                    }
                    writer.WriteEndArray();
                    writer.WriteEndObject();
                });
            }
        }
    }

    private static string? Text(JsonElement message, string name) =>
        message.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
