namespace AiProxy.Aws.Clients.Runtime;

/// <summary>A request as it goes over the wire, but for its signature.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Endpoint">Scheme, host and what the path begins with.</param>
/// <param name="Path">The rest of the path, encoded, with a slash in front.</param>
internal sealed record ServiceRequest(string Method, Uri Endpoint, string Path)
{
    /// <summary>Of the query, encoded; in the order of their names.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>Headers by their lower-case names, which all are signed.</summary>
    public SortedDictionary<string, string> Headers { get; } = new(StringComparer.Ordinal);

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The path as it is sent.</summary>
    public string FullPath => Endpoint.AbsolutePath.TrimEnd('/') + Path;

    public string QueryString => string.Join('&', Query.Select(pair => $"{pair.Key}={pair.Value}"));
}
