using System.Text.Json;

namespace AiProxy.Contracts.Plans;

/// <summary>One provider and model in a plan.</summary>
public sealed record Target
{
    /// <summary>Names the target in this plan: the provider's name, with <c>-2</c>, <c>-3</c> ... where it occurs again.</summary>
    public required string Id { get; init; }

    /// <summary>The provider's name in the routes file.</summary>
    public required string Provider { get; init; }

    /// <summary>The wire format: <c>openai</c>, <c>anthropic</c> or <c>gemini</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The model's name at the provider.</summary>
    public required string Model { get; init; }

    /// <summary>The provider's base URL, from the routes file or the format's default; never from a client.</summary>
    public required string Url { get; init; }

    /// <summary>The name of the secret that holds the provider's key; null where none is needed.</summary>
    public string? Secret { get; init; }

    /// <summary>Longest a single call may take, milliseconds.</summary>
    public required int TimeoutMs { get; init; }

    /// <summary>Members that overlay the request's own for this target only (<c>max_tokens</c>, <c>temperature</c> ...).</summary>
    public JsonElement? Params { get; init; }

    /// <summary>What the model costs; null when the routes file does not say.</summary>
    public Price? Price { get; init; }

    /// <summary>Whether a simulator answers instead of the provider (the local host does so where no key is set).</summary>
    public bool Simulated { get; init; }
}
