using System.Buffers.Text;
using System.Globalization;

namespace AiProxy.Simulators.Replies;

/// <summary>Says in a few words what came along.</summary>
internal static class MediaText
{
    /// <returns>Null when the data is no base64.</returns>
    public static string? OfBase64(string mediaType, string data) => data.Length > 0 && Base64.IsValid(data, out int bytes)
        ? string.Create(CultureInfo.InvariantCulture, $"{mediaType} of {bytes} bytes")
        : null;

    /// <returns>Null when it is a <c>data:</c> URL that cannot be read, or no URL.</returns>
    public static string? OfUrl(string url)
    {
        if (!url.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            return Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) && parsed.Scheme is "http" or "https" ? $"the file at {url}" : null;
        }
        int comma = url.IndexOf(',', StringComparison.Ordinal);
        string[] head = comma < 0 ? [] : url[5..comma].Split(';');
        return head.Length >= 2 && head[^1] == "base64" ? OfBase64(head[0], url[(comma + 1)..]) : null;
    }
}
