using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiProxy.Contracts.Plans;

/// <summary>One provider and model in a plan.</summary>
public sealed record Target
{
    /// <summary>Names the target in this plan: the provider's name, with <c>-2</c>, <c>-3</c> ... where it occurs again.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>The provider's name in the routes file.</summary>
    [JsonPropertyName("provider")]
    public required string Provider { get; init; }

    /// <summary>The wire format: <c>openai</c>, <c>anthropic</c> or <c>gemini</c>.</summary>
    [JsonPropertyName("format")]
    public required string Format { get; init; }

    /// <summary>The model's name at the provider.</summary>
    [JsonPropertyName("model")]
    public required string Model { get; init; }

    /// <summary>The provider's base URL, from the routes file or the format's default; never from a client.</summary>
    [JsonPropertyName("url")]
    public required string Url { get; init; }

    /// <summary>The name of the secret that holds the provider's key; null where none is needed.</summary>
    [JsonPropertyName("secret")]
    public string? Secret { get; init; }

    /// <summary>Longest a single call may take, milliseconds.</summary>
    [JsonPropertyName("timeoutMs")]
    public required int TimeoutMs { get; init; }

    /// <summary>Members that overlay the request's own for this target only (<c>max_tokens</c>, <c>temperature</c> ...).</summary>
    [JsonPropertyName("params")]
    public JsonElement? Params { get; init; }

    /// <summary>What the model costs; null when the routes file does not say.</summary>
    [JsonPropertyName("price")]
    public Price? Price { get; init; }

    /// <summary>Whether a simulator answers instead of the provider (the local host does so where no key is set).</summary>
    [JsonPropertyName("simulated")]
    public bool Simulated { get; init; }
}
