using System.Net.Http.Headers;
using System.Text;
using AiProxy.Contracts.Errors;

namespace AiProxy.Gateway.Http;

/// <summary>What the headers may say of a body that is to be JSON.</summary>
public static class JsonBody
{
    /// <summary>The refusal of a body that is not JSON in UTF-8, as it is; null where the headers are right, or silent.</summary>
    /// <param name="contentType">The <c>Content-Type</c> header, or null.</param>
    /// <param name="contentEncoding">The <c>Content-Encoding</c> header, or null.</param>
    public static OpenAiError? Check(string? contentType, string? contentEncoding)
    {
        if (contentType is { Length: > 0 }
            && !(MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? media)
                && string.Equals(media.MediaType, "application/json", StringComparison.OrdinalIgnoreCase)
                && IsUtf8(media.CharSet)))
        {
            return HttpErrors.UnsupportedMediaType(contentType);
        }
        return contentEncoding is { Length: > 0 } && !string.Equals(contentEncoding, "identity", StringComparison.OrdinalIgnoreCase)
            ? HttpErrors.UnsupportedEncoding(contentEncoding)
            : null;
    }

    private static bool IsUtf8(string? charset) => charset is null || string.Equals(charset.Trim('"'), Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase);
}
