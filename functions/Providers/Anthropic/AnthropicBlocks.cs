using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using AiProxy.Providers.Json;
using AiProxy.Providers.Messages;
using AiProxy.Providers.Messages.Content;

namespace AiProxy.Providers.Anthropic;

/// <summary>Writes turns as messages of content blocks.</summary>
internal static class AnthropicBlocks
{
    public static void WriteMessages(Utf8JsonWriter writer, ImmutableArray<Turn> turns)
    {
        writer.WriteStartArray("messages");
        for (int i = 0; i < turns.Length; i++)
        {
            Turn turn = turns[i];
            writer.WriteStartObject();
            writer.WriteString("role", turn.Role == TurnRole.User ? "user" : "assistant");
            writer.WriteStartArray("content");
            for (int j = 0; j < turn.Parts.Length; j++)
            {
                bool endsPrefill = turn.Role == TurnRole.Assistant && i == turns.Length - 1 && j == turn.Parts.Length - 1;
                WriteBlock(writer, endsPrefill ? Trimmed(turn.Parts[j]) : turn.Parts[j]);
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    public static void WriteBlock(Utf8JsonWriter writer, ContentPart part)
    {
        switch (part)
        {
            case TextPart text:
                WriteText(writer, text.Text);
                break;
            case MediaPart media:
                AnthropicMedia.Write(writer, media);
                break;
            case ThoughtPart thought:
                writer.WriteVerbatim(thought.Block);
                break;
            case ToolCallPart call:
                writer.WriteStartObject();
                writer.WriteString("type", "tool_use");
                writer.WriteString("id", call.Id);
                writer.WriteString("name", call.Name);
                writer.WriteVerbatim("input", call.Arguments);
                writer.WriteEndObject();
                break;
            case ToolResultPart result:
                WriteResult(writer, result);
                break;
            default:
                throw new UnreachableException($"No block for {part.GetType().Name}.");
        }
    }

    // Anthropic refuses a final assistant turn that ends in white space.
    private static ContentPart Trimmed(ContentPart part) => part is TextPart text ? new TextPart(JsonText.TrimEnd(text.Text)) : part;

    private static void WriteText(Utf8JsonWriter writer, JsonElement text)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "text");
        writer.WriteVerbatim("text", text);
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, ToolResultPart result)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "tool_result");
        writer.WriteString("tool_use_id", result.Id);
        // Blank text blocks are refused here too; a result without content is one that succeeded and says nothing.
        JsonElement[] texts = [.. result.Texts.Where(text => !JsonText.IsBlank(text))];
        if (texts.Length > 0)
        {
            writer.WriteStartArray("content");
            foreach (JsonElement text in texts)
            {
                WriteText(writer, text);
            }
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }
}
