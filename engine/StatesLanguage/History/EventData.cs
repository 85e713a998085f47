using System.Text.Json;
using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.History;

/// <summary>How payloads stand in event details: JSON as text, with a note whether it was cut.</summary>
internal static class EventData
{
    public static void Write(Utf8JsonWriter writer, string member, string detailsMember, Value value)
    {
        if (!value.IsUndefined)
        {
            writer.WriteString(member, value.ToJson());
        }

        writer.WriteStartObject(detailsMember);
        writer.WriteBoolean("truncated", value.IsUndefined);
        writer.WriteEndObject();
    }

    public static void WriteFailure(Utf8JsonWriter writer, string? error, string? cause)
    {
        WriteOptional(writer, "error", error);
        WriteOptional(writer, "cause", cause);
    }

    public static void WriteOptional(Utf8JsonWriter writer, string member, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(member, text);
        }
    }
}
