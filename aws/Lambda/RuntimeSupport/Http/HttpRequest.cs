namespace Amazon.Lambda.RuntimeSupport.Http;

/// <summary>A request to the Runtime API. Header values are one line each.</summary>
internal sealed record HttpRequest(
    string Method,
    string Path,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    ReadOnlyMemory<byte> Body = default);
