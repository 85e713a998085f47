using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace AiProxy.Gateway.Streaming;

/// <summary>
/// A failure of a stream that has begun: <c>data: {"error":{...}}</c>, with the status that the answer would have had as <c>error.status</c>.
/// No <c>[DONE]</c> follows, because nothing was done.
/// </summary>
internal static class ErrorEvent
{
    /// <param name="status">The status that can no longer be sent.</param>
    /// <param name="body">The error's body, in OpenAI's shape or whatever a workflow made of it.</param>
    public static ReadOnlyMemory<byte> Render(int status, ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind is JsonValueKind.Object
                && document.RootElement.TryGetProperty("error", out JsonElement error)
                && error.ValueKind is JsonValueKind.Object)
            {
                return Render(status, writer =>
                {
                    foreach (JsonProperty member in error.EnumerateObject().Where(member => member.Name != "status"))
                    {
                        member.WriteTo(writer);
                    }
                });
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or a string that is not Unicode: told below, like every other body that is no error of OpenAI's shape.
        }
        return Render(status, writer =>
        {
            writer.WriteString("message", string.Create(CultureInfo.InvariantCulture, $"The workflow answered {status} without an error in OpenAI's shape."));
            writer.WriteString("type", "server_error");
            writer.WriteNull("param");
            writer.WriteString("code", "workflow_failed");
        });
    }

    private static ReadOnlyMemory<byte> Render(int status, Action<Utf8JsonWriter> members)
    {
        var events = new ArrayBufferWriter<byte>(512);
        ChunkWriter.Event(events, writer =>
        {
            writer.WriteStartObject("error");
            members(writer);
            writer.WriteNumber("status", status);
            writer.WriteEndObject();
        });
        return events.WrittenMemory;
    }
}
