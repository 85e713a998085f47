using System.Text.Json;
using AiProxy.Providers.Json;
using AiProxy.Providers.Messages.Tools;

namespace AiProxy.Providers.OpenAi;

/// <summary>
/// Makes tool calls whole, as OpenAI's own answers have them: compatible servers leave out ids and types, and write arguments as an object or
/// leave them empty. Arguments that are no JSON stay as they are: what to do about them is the caller's to say.
/// </summary>
internal static class OpenAiToolCalls
{
    /// <summary>Writes the member <c>tool_calls</c>; nothing for an empty list.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="calls">A list.</param>
    /// <param name="makeId">An id for a call that has none, by its number.</param>
    public static void Write(Utf8JsonWriter writer, JsonElement calls, Func<int, string> makeId)
    {
        if (calls.GetArrayLength() == 0)
        {
            return;
        }
        writer.WriteStartArray("tool_calls");
        foreach ((int ordinal, JsonElement call) in calls.EnumerateArray().Index())
        {
            // Other types (custom ...) have other members.
            if (call.ValueKind != JsonValueKind.Object || call.Text("type") is not (null or "function") || call.Member("function") is not { ValueKind: JsonValueKind.Object })
            {
                writer.WriteVerbatim(call);
                continue;
            }
            writer.WriteStartObject();
            writer.WriteString("id", call.Text("id") is { Length: > 0 } id ? id : makeId(ordinal));
            writer.WriteString("type", "function");
            foreach (JsonProperty member in call.EnumerateObject())
            {
                if (member.Name == "function")
                {
                    WriteFunction(writer, member.Value);
                }
                else if (member.Name is not ("id" or "type"))
                {
                    writer.WriteVerbatim(member.Name, member.Value);
                }
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteFunction(Utf8JsonWriter writer, JsonElement function)
    {
        writer.WriteStartObject("function");
        foreach (JsonProperty member in function.EnumerateObject())
        {
            if (member.Name != "arguments")
            {
                writer.WriteVerbatim(member.Name, member.Value);
            }
        }
        ToolArguments.WriteString(writer, function.Member("arguments"));
        writer.WriteEndObject();
    }
}
