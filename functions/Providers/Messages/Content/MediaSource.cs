using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.Messages.Content;

/// <summary>Where the bytes of an image, a document or a sound are: in the request, or behind a URL. Megabytes stay where they are, undecoded.</summary>
internal sealed class MediaSource
{
    private readonly JsonElement _text;
    private readonly int _dataOffset;

    private MediaSource(JsonElement text, string? mediaType, int dataOffset)
    {
        _text = text;
        MediaType = mediaType;
        _dataOffset = dataOffset;
    }

    /// <summary>The type of data in the request, in lower case, for example <c>image/png</c>; null for a URL.</summary>
    public string? MediaType { get; }

    /// <summary>Whether the request holds the data.</summary>
    public bool IsInline => MediaType is not null;

    /// <summary>The data in base64; empty for a URL.</summary>
    public ReadOnlySpan<byte> Base64 => IsInline ? Inner(_text)[_dataOffset..] : [];

    /// <summary>The URL, a JSON string.</summary>
    public JsonElement Url => _text;

    /// <summary>Reads a URL, <c>data:</c> or another.</summary>
    /// <param name="url">A JSON string.</param>
    /// <param name="complaint">Why it cannot be read.</param>
    public static MediaSource? FromUrl(JsonElement url, out string? complaint)
    {
        complaint = null;
        JsonElement text = Unescaped(url);
        ReadOnlySpan<byte> inner = Inner(text);
        if (inner.Length < 5 || !Ascii.EqualsIgnoreCase(inner[..5], "data:"u8))
        {
            return new MediaSource(text, null, 0);
        }
        int comma = inner.IndexOf((byte)',');
        // data:[type][;name=value]*[;base64],data
        string[] head = comma < 0 ? [] : Encoding.UTF8.GetString(inner[5..comma]).Split(';');
        if (head.Length < 2 || !head[^1].Trim().Equals("base64", StringComparison.OrdinalIgnoreCase) || head[0].Trim().Length == 0)
        {
            complaint = "a data: URL must name its type and be in base64 (data:image/png;base64,...)";
            return null;
        }
        return FromBase64(text, Normalise(head[0]), comma + 1, out complaint);
    }

    /// <summary>Reads base64 alone.</summary>
    public static MediaSource? FromBase64(JsonElement data, string mediaType, out string? complaint) => FromBase64(Unescaped(data), mediaType, 0, out complaint);

    private static MediaSource? FromBase64(JsonElement text, string mediaType, int offset, out string? complaint)
    {
        ReadOnlySpan<byte> data = Inner(text)[offset..];
        complaint = data.IsEmpty || !System.Buffers.Text.Base64.IsValid(data) ? "the data is empty or not base64" : null;
        return complaint is null ? new MediaSource(text, mediaType, offset) : null;
    }

    private static string Normalise(string mediaType) => mediaType.Trim().ToLowerInvariant() switch
    {
        "image/jpg" => "image/jpeg",
        var other => other,
    };

    // Some clients write every "/" as "\/".
    private static JsonElement Unescaped(JsonElement text) =>
        Inner(text).Contains((byte)'\\') ? WireJson.WriteElement(writer => writer.WriteStringValue(text.AsText())) : text;

    private static ReadOnlySpan<byte> Inner(JsonElement text) => JsonMarshal.GetRawUtf8Value(text)[1..^1];
}
