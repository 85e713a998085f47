namespace AiProxy.Aws.Clients.Runtime;

/// <summary>
/// Finds code and message in the <see href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">XML of an error</see>, a flat
/// list of elements with text. An XML parser would weigh more in a function than the rest of the client.
/// </summary>
internal static class XmlError
{
    public static (string? Code, string? Message) Read(string xml) => (Element(xml, "Code"), Element(xml, "Message"));

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
