using System.Collections.Frozen;
using System.Text.Json;
using AiProxy.Providers.Json;
using AiProxy.Providers.Messages.Content;

namespace AiProxy.Providers.Gemini;

/// <summary>Images, documents and sounds as Gemini takes them: in the request, or in Google's own file store.</summary>
/// <remarks><see href="https://ai.google.dev/gemini-api/docs/image-understanding"/>, <see href="https://ai.google.dev/gemini-api/docs/document-processing"/></remarks>
internal static class GeminiMedia
{
    private const string FileStore = "https://generativelanguage.googleapis.com/";

    private static readonly FrozenSet<string> Types = new[]
    {
        "image/png", "image/jpeg", "image/webp", "image/heic", "image/heif",
        "application/pdf", "text/plain", "text/html", "text/css", "text/markdown", "text/csv", "text/xml",
        "audio/wav", "audio/mp3", "audio/aiff", "audio/aac", "audio/ogg", "audio/flac",
    }.ToFrozenSet();

    /// <summary>Why Gemini cannot take a part; null where it can.</summary>
    public static string? Refuse(MediaPart part)
    {
        if (part.Source.MediaType is { } type)
        {
            return Types.Contains(type) ? null : $"Gemini does not take {type}";
        }
        return IsStored(part.Source.Url)
            ? null
            : "Gemini does not fetch URLs; send the image itself as a data: URL (data:image/png;base64,...), or upload it to Google's Files API and send that URL";
    }

    public static void Write(Utf8JsonWriter writer, MediaPart part)
    {
        writer.WriteStartObject();
        if (part.Source.IsInline)
        {
            writer.WriteStartObject("inlineData");
            writer.WriteString("mimeType", part.Source.MediaType);
            writer.WriteString("data", part.Source.Base64);
        }
        else
        {
            writer.WriteStartObject("fileData");
            writer.WriteVerbatim("fileUri", part.Source.Url);
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static bool IsStored(JsonElement url) =>
        url.AsText() is { } text && text.StartsWith(FileStore, StringComparison.OrdinalIgnoreCase) && text.Contains("/files/", StringComparison.Ordinal);
}
