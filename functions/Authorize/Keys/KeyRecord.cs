using System.Collections.Immutable;

namespace AiProxy.Authorize.Keys;

/// <summary>What the table knows of a key.</summary>
/// <param name="Id">The key's public half.</param>
/// <param name="Caller">Whose it is.</param>
/// <param name="Hash">The SHA-256 of its secret half, 32 bytes.</param>
internal sealed record KeyRecord(string Id, string Caller, ImmutableArray<byte> Hash)
{
    /// <summary>The routes that it may be used for; default: all of them.</summary>
    public ImmutableArray<string> Routes { get; init; }

    /// <summary>From when on it is refused; null: never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Whether it was taken back.</summary>
    public bool Revoked { get; init; }

    /// <summary>The value of the API Gateway key whose usage plan counts its requests; null: none.</summary>
    public string? UsageKey { get; init; }
}
