using System.Text.Json.Serialization;

namespace AiProxy.Contracts.Plans;

/// <summary>What a vote compares.</summary>
public sealed record VoteOptions
{
    /// <summary>A JSON pointer (RFC 6901) into the answer's text parsed as JSON; null compares the whole normalised text.</summary>
    [JsonPropertyName("pointer")]
    public string? Pointer { get; init; }
}
