using System.Collections.Frozen;
using System.Text.Json;
using AiProxy.Simulators.Replies;

namespace AiProxy.Simulators.Gemini;

/// <summary>Refuses what Gemini refuses of one part.</summary>
internal static class GeminiPartCheck
{
    private static readonly string[] Data =
        ["text", "inlineData", "fileData", "functionCall", "functionResponse", "executableCode", "codeExecutionResult"];

    private static readonly FrozenSet<string> Known =
        Data.Concat(["thought", "thoughtSignature", "videoMetadata", "mediaResolution"]).ToFrozenSet();

    private static readonly FrozenSet<string> MediaTypes = new[]
    {
        "image/png", "image/jpeg", "image/webp", "image/heic", "image/heif", "application/pdf", "text/plain", "text/html", "text/css",
        "text/markdown", "text/csv", "text/xml", "audio/wav", "audio/mp3", "audio/aiff", "audio/aac", "audio/ogg", "audio/flac",
    }.ToFrozenSet();

    public static SimulatedError? Read(JsonElement part, string place, RequestText text)
    {
        if (part.ValueKind != JsonValueKind.Object || !Data.Any(name => part.Member(name) is { } data && !(data.ValueKind == JsonValueKind.String && data.ValueEquals(""))))
        {
            return SimulatedError.Invalid($"* {place}.data: required oneof field 'data' must have one initialized field\n");
        }
        foreach (JsonProperty member in part.EnumerateObject())
        {
            if (!Known.Contains(member.Name))
            {
                return SimulatedError.Invalid($"Invalid JSON payload received. Unknown name \"{member.Name}\" at '{place}': Cannot find field.");
            }
        }
        if (part.Member("inlineData") is { } inline)
        {
            if (inline.Text("mimeType") is not { } type || !MediaTypes.Contains(type))
            {
                return SimulatedError.Invalid($"Unsupported MIME type: {inline.Text("mimeType")}");
            }
            if (MediaText.OfBase64(type, inline.Text("data") ?? "") is not { } description)
            {
                return SimulatedError.Invalid($"Invalid value at '{place}.inline_data.data' (TYPE_BYTES), Base64 decoding failed");
            }
            text.AddMedia(description);
        }
        if (part.Member("fileData").Text("fileUri") is { } uri)
        {
            if (!uri.StartsWith("https://generativelanguage.googleapis.com/", StringComparison.Ordinal))
            {
                return SimulatedError.Invalid("Invalid or unsupported file uri: " + uri);
            }
            text.AddMedia($"the file at {uri}");
        }
        return GeminiToolCheck.ReadCall(part, place, text);
    }
}
