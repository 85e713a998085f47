using System.Text.Json;

namespace AiProxy.Gateway.Streaming;

/// <summary>That a request wants its answer as server-sent events, and how.</summary>
/// <param name="IncludeUsage">Whether the usage comes in a chunk of its own: <c>stream_options.include_usage</c>.</param>
/// <remarks><see href="https://platform.openai.com/docs/api-reference/chat/create#chat-create-stream"/></remarks>
public sealed record StreamRequest(bool IncludeUsage)
{
    /// <summary>Reads <c>stream</c> and <c>stream_options</c>. Values of another type are Validate's to refuse, and a refusal is no stream.</summary>
    /// <returns>Null when no stream is asked for.</returns>
    public static StreamRequest? Of(JsonElement request)
    {
        if (!request.TryGetProperty("stream", out JsonElement stream) || stream.ValueKind is not JsonValueKind.True)
        {
            return null;
        }
        return new StreamRequest(
            request.TryGetProperty("stream_options", out JsonElement options)
            && options.ValueKind is JsonValueKind.Object
            && options.TryGetProperty("include_usage", out JsonElement include)
            && include.ValueKind is JsonValueKind.True);
    }
}
