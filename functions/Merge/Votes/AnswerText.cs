using System.Text.Json;

namespace AiProxy.Merge.Votes;

/// <summary>The text of an OpenAI assistant message.</summary>
internal static class AnswerText
{
    /// <summary>Its <c>content</c>: a string, or the text parts of an array joined; empty when there is none (a tool call, a refusal).</summary>
    public static string Of(JsonElement message)
    {
        if (message.ValueKind is not JsonValueKind.Object || !message.TryGetProperty("content", out JsonElement content))
        {
            return "";
        }
        return content.ValueKind switch
        {
            JsonValueKind.String => content.GetString()!,
            JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(PartText)),
            _ => "",
        };
    }

    private static string PartText(JsonElement part) =>
        part.ValueKind is JsonValueKind.Object && part.TryGetProperty("text", out JsonElement text) && text.ValueKind is JsonValueKind.String ? text.GetString()! : "";
}
