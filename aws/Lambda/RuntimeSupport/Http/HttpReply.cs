namespace Amazon.Lambda.RuntimeSupport.Http;

/// <summary>A response of the Runtime API, read to its end.</summary>
internal sealed record HttpReply(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>Whether the connection can carry another request.</summary>
    public required bool KeepsConnection { get; init; }
}
