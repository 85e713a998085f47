using System.Net;

namespace Amazon.S3;

/// <summary>
/// Finds code and message in the <see href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">XML of an error</see>, a flat
/// list of elements with text. An XML parser would weigh more in a function than the rest of this client.
/// </summary>
internal static class S3Error
{
    public static (string Code, string Message) Read(string xml, HttpStatusCode status) =>
        (Element(xml, "Code") ?? CodeOf(status), Element(xml, "Message") ?? $"S3 answered {(int)status} without saying why");

    // Answers without a body: to HEAD, and of what stands before the service.
    private static string CodeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => "NotFound",
        HttpStatusCode.Forbidden => "AccessDenied",
        HttpStatusCode.ServiceUnavailable => "ServiceUnavailable",
        _ => ((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private static string? Element(string xml, string name)
    {
        var start = xml.IndexOf($"<{name}>", StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += name.Length + 2;
        var end = xml.IndexOf($"</{name}>", start, StringComparison.Ordinal);
        return end < 0 ? null : Unescape(xml[start..end]);
    }

    private static string Unescape(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&quot;", "\"", StringComparison.Ordinal)
        .Replace("&apos;", "'", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal);
}
