using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using AiProxy.Providers.Json;
using AiProxy.Providers.Messages.Content;

namespace AiProxy.Providers.Anthropic;

/// <summary>Images and documents as Anthropic takes them.</summary>
/// <remarks><see href="https://docs.anthropic.com/en/docs/build-with-claude/vision"/>, <see href="https://docs.anthropic.com/en/docs/build-with-claude/pdf-support"/></remarks>
internal static class AnthropicMedia
{
    private static readonly FrozenSet<string> ImageTypes = new[] { "image/jpeg", "image/png", "image/gif", "image/webp" }.ToFrozenSet();

    /// <summary>Why Anthropic cannot take a part; null where it can.</summary>
    public static string? Refuse(MediaPart part) => part switch
    {
        { Kind: MediaKind.Audio } => "Anthropic takes no audio",
        { Source.IsInline: false } => HasScheme(part.Source.Url, "https://"u8) ? null : "Anthropic fetches https URLs only; send a data: URL",
        { Kind: MediaKind.Image, Source.MediaType: { } type } => ImageTypes.Contains(type) ? null : $"Anthropic takes jpeg, png, gif and webp images, not {type}",
        { Source.MediaType: "application/pdf" } => null,
        _ => $"Anthropic takes PDF documents, not {part.Source.MediaType}",
    };

    public static void Write(Utf8JsonWriter writer, MediaPart part)
    {
        writer.WriteStartObject();
        writer.WriteString("type", part.Kind == MediaKind.Image ? "image" : "document");
        writer.WriteStartObject("source");
        if (part.Source.IsInline)
        {
            writer.WriteString("type", "base64");
            writer.WriteString("media_type", part.Source.MediaType);
            writer.WriteString("data", part.Source.Base64);
        }
        else
        {
            writer.WriteString("type", "url");
            writer.WriteVerbatim("url", part.Source.Url);
        }
        writer.WriteEndObject();
        if (part is { Kind: MediaKind.Document, FileName: { } name })
        {
            writer.WriteVerbatim("title", name);
        }
        writer.WriteEndObject();
    }

    private static bool HasScheme(JsonElement url, ReadOnlySpan<byte> scheme)
    {
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8Value(url)[1..^1];
        return raw.Length > scheme.Length && Ascii.EqualsIgnoreCase(raw[..scheme.Length], scheme);
    }
}
