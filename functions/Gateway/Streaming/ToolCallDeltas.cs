using System.Text.Json;

namespace AiProxy.Gateway.Streaming;

/// <summary>
/// Writes one tool call as deltas: the first has its index and everything but the arguments, the others the arguments in pieces. Clients put them
/// together by index.
/// </summary>
internal static class ToolCallDeltas
{
    /// <param name="chunks">Where to.</param>
    /// <param name="choice">The choice's index.</param>
    /// <param name="number">The call's index in the message.</param>
    /// <param name="call">The call as the message has it.</param>
    public static void Write(ChunkWriter chunks, int choice, int number, JsonElement call)
    {
        if (call.ValueKind is not JsonValueKind.Object)
        {
            return;
        }
        (string tool, string argument) = call.TryGetProperty("custom", out _) ? ("custom", "input") : ("function", "arguments");
        string? text = null;
        Delta(chunks, choice, number, writer =>
        {
            foreach (JsonProperty member in call.EnumerateObject().Where(member => member.Name != "index"))
            {
                if (member.Name == tool && member.Value.ValueKind is JsonValueKind.Object)
                {
                    text = WriteTool(writer, member, argument);
                }
                else
                {
                    member.WriteTo(writer);
                }
            }
        });
        foreach (string piece in string.IsNullOrEmpty(text) ? [] : TextPieces.Of(text))
        {
            Delta(chunks, choice, number, writer =>
            {
                writer.WriteStartObject(tool);
                writer.WriteString(argument, piece);
                writer.WriteEndObject();
            });
        }
    }

    // The argument's text, which is left empty here.
    private static string? WriteTool(Utf8JsonWriter writer, JsonProperty tool, string argument)
    {
        string? text = null;
        writer.WriteStartObject(tool.Name);
        foreach (JsonProperty member in tool.Value.EnumerateObject())
        {
            if (member.Name == argument && member.Value.ValueKind is JsonValueKind.String)
            {
                text = member.Value.GetString();
                writer.WriteString(argument, "");
            }
            else
            {
                member.WriteTo(writer);
            }
        }
        writer.WriteEndObject();
        return text;
    }

    private static void Delta(ChunkWriter chunks, int choice, int number, Action<Utf8JsonWriter> members) => chunks.Choice(choice, writer =>
    {
        writer.WriteStartArray("tool_calls");
        writer.WriteStartObject();
        writer.WriteNumber("index", number);
        members(writer);
        writer.WriteEndObject();
        writer.WriteEndArray();
    });
}
