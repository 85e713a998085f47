using System.Text.Json;
using AiProxy.Providers.Json;
using AiProxy.Providers.Messages.Tools;

namespace AiProxy.Providers.OpenAi;

/// <summary>
/// Passes the request through: members that nobody here knows reach the provider as the caller wrote them. Only the model is another, and what
/// is the proxy's own business is left out. <c>max_tokens</c> stays <c>max_tokens</c>: newer models want <c>max_completion_tokens</c>, older
/// servers know only the old name, and neither can be told from the model's name.
/// </summary>
internal static class OpenAiRequestWriter
{
    public static WireRequest Write(JsonElement request, string model)
    {
        ReadOnlyMemory<byte> body = WireJson.WriteBody(request, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("model", model);
            foreach (JsonProperty member in request.EnumerateObject())
            {
                if (member.Name == "messages" && member.Value.ValueKind == JsonValueKind.Array)
                {
                    WriteMessages(writer, member.Value);
                }
                else if (member.Name is not ("model" or "stream" or "stream_options" or "aiproxy"))
                {
                    writer.WriteVerbatim(member.Name, member.Value);
                }
            }
            writer.WriteEndObject();
        });
        return new WireRequest(body, []);
    }

    private static void WriteMessages(Utf8JsonWriter writer, JsonElement messages)
    {
        writer.WriteStartArray("messages");
        foreach (JsonElement message in messages.EnumerateArray())
        {
            if (IsOfAnotherProvider(message))
            {
                WriteForeign(writer, message);
            }
            else
            {
                writer.WriteVerbatim(message);
            }
        }
        writer.WriteEndArray();
    }

    // An answer that was translated has the proxy's own member, which OpenAI refuses; ids may be longer than OpenAI takes.
    private static bool IsOfAnotherProvider(JsonElement message) => message.ValueKind == JsonValueKind.Object
        && (message.TryGetProperty("aiproxy", out _) || IsTooLong(message.Text("tool_call_id")) || message.Member("tool_calls").Items().Any(call => IsTooLong(call.Text("id"))));

    private static bool IsTooLong(string? id) => id?.Length > ToolIds.MaxLength;

    private static void WriteForeign(Utf8JsonWriter writer, JsonElement message)
    {
        bool translated = message.TryGetProperty("aiproxy", out _);
        writer.WriteStartObject();
        foreach (JsonProperty member in message.EnumerateObject())
        {
            switch (member.Name)
            {
                // The thoughts were made a member by the proxy, and belong to whoever had them.
                case "aiproxy":
                case "reasoning_content" when translated:
                    break;
                case "tool_call_id":
                    writer.WritePropertyName(member.Name);
                    WriteId(writer, member.Value);
                    break;
                case "tool_calls" when member.Value.ValueKind == JsonValueKind.Array:
                    writer.WriteStartArray(member.Name);
                    foreach (JsonElement call in member.Value.EnumerateArray())
                    {
                        WriteCall(writer, call);
                    }
                    writer.WriteEndArray();
                    break;
                default:
                    writer.WriteVerbatim(member.Name, member.Value);
                    break;
            }
        }
        writer.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter writer, JsonElement call)
    {
        if (call.ValueKind != JsonValueKind.Object)
        {
            writer.WriteVerbatim(call);
            return;
        }
        writer.WriteStartObject();
        foreach (JsonProperty member in call.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            if (member.Name == "id")
            {
                WriteId(writer, member.Value);
            }
            else
            {
                writer.WriteVerbatim(member.Value);
            }
        }
        writer.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter writer, JsonElement id)
    {
        if (id.AsText() is { } text && IsTooLong(text))
        {
            writer.WriteStringValue(ToolIds.Portable(text));
        }
        else
        {
            writer.WriteVerbatim(id);
        }
    }
}
