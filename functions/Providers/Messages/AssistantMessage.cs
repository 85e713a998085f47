using System.Text.Json;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.Messages;

/// <summary>Makes the OpenAI assistant message that an answer carries.</summary>
internal static class AssistantMessage
{
    /// <summary>A message of text alone.</summary>
    /// <param name="text">A JSON string.</param>
    public static JsonElement OfText(JsonElement text) => WireJson.WriteElement(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("role", "assistant");
        writer.WriteVerbatim("content", text);
        writer.WriteNull("refusal");
        writer.WriteEndObject();
    });
}
