using System.Text.Json;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.Messages.Content;

/// <summary>Reads the parts of a message that are no text.</summary>
internal static class MediaReader
{
    /// <returns>The part; null with <paramref name="complaint"/> when it cannot be read.</returns>
    public static MediaPart? Read(JsonElement part, string type, string pointer, TranslationReport report, out string? complaint) => type switch
    {
        "image_url" => ReadImage(part, pointer, report, out complaint),
        "input_audio" => ReadAudio(part, out complaint),
        _ => ReadFile(part, out complaint),
    };

    private static MediaPart? ReadImage(JsonElement part, string pointer, TranslationReport report, out string? complaint)
    {
        JsonElement? image = part.Member("image_url");
        // A bare string is Mistral's way.
        JsonElement? url = image is { ValueKind: JsonValueKind.String } ? image : image.Member("url");
        if (url is not { ValueKind: JsonValueKind.String } text)
        {
            complaint = "an image without a url";
            return null;
        }
        if (MediaSource.FromUrl(text, out complaint) is not { } source)
        {
            return null;
        }
        // A hint about size and cost; the formats scale images by their own rules.
        if (image.Text("detail") is not (null or "auto"))
        {
            report.Altered($"{pointer}/image_url/detail", "this format chooses an image's resolution itself");
        }
        return new MediaPart(MediaKind.Image, source);
    }

    private static MediaPart? ReadAudio(JsonElement part, out string? complaint)
    {
        JsonElement? audio = part.Member("input_audio");
        if (audio.Member("data") is not { ValueKind: JsonValueKind.String } data || audio.Text("format") is not { } format)
        {
            complaint = "audio without data or a format";
            return null;
        }
        return MediaSource.FromBase64(data, $"audio/{format.ToLowerInvariant()}", out complaint) is { } source ? new MediaPart(MediaKind.Audio, source) : null;
    }

    private static MediaPart? ReadFile(JsonElement part, out string? complaint)
    {
        JsonElement? file = part.Member("file");
        if (file.Member("file_data") is not { ValueKind: JsonValueKind.String } data)
        {
            complaint = file.Member("file_id") is null
                ? "a file without file_data"
                : "a file_id names a file that is stored at OpenAI; send the file itself as file_data";
            return null;
        }
        if (MediaSource.FromUrl(data, out complaint) is not { } source)
        {
            return null;
        }
        if (!source.IsInline)
        {
            complaint = "file_data must be a data: URL (data:application/pdf;base64,...)";
            return null;
        }
        JsonElement? name = file.Member("filename") is { ValueKind: JsonValueKind.String } text && !JsonText.IsBlank(text) ? text : null;
        return new MediaPart(source.MediaType!.StartsWith("image/", StringComparison.Ordinal) ? MediaKind.Image : MediaKind.Document, source, name);
    }
}
