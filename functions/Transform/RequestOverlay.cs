using System.Buffers;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace AiProxy.Transform;

/// <summary>Lays a target's <c>params</c> over the caller's request.</summary>
internal static class RequestOverlay
{
    // Two names of one limit: with both in a request, a format would have to guess which of them the route meant.
    private static readonly FrozenSet<string> TokenLimits = new[] { "max_tokens", "max_completion_tokens" }.ToFrozenSet();

    /// <summary>The request with <paramref name="overlay"/>'s members in place of its own; a null takes the member away.</summary>
    public static JsonElement Apply(JsonElement request, JsonElement? overlay)
    {
        if (overlay is not { } members || !members.EnumerateObject().Any())
        {
            return request;
        }
        var replaced = members.EnumerateObject().Select(member => member.Name).ToHashSet();
        if (replaced.Overlaps(TokenLimits))
        {
            replaced.UnionWith(TokenLimits);
        }
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            Copy(writer, request.EnumerateObject().Where(member => !replaced.Contains(member.Name)));
            Copy(writer, members.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null));
            writer.WriteEndObject();
        }
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    // Byte by byte: numbers keep their digits, strings their escapes.
    private static void Copy(Utf8JsonWriter writer, IEnumerable<JsonProperty> members)
    {
        foreach (JsonProperty member in members)
        {
            writer.WritePropertyName(member.Name);
            writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(member.Value), skipInputValidation: true);
        }
    }
}
