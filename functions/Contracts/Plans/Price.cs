using System.Text.Json.Serialization;
using AiProxy.Contracts.Answers;

namespace AiProxy.Contracts.Plans;

/// <summary>A model's price, US dollars per million tokens.</summary>
public sealed record Price
{
    /// <summary>For prompt tokens that were not read from a cache.</summary>
    [JsonPropertyName("inputUsd")]
    public required decimal InputUsd { get; init; }

    /// <summary>For completion tokens, reasoning included.</summary>
    [JsonPropertyName("outputUsd")]
    public required decimal OutputUsd { get; init; }

    /// <summary>For prompt tokens read from the provider's cache; null: as <see cref="InputUsd"/>.</summary>
    [JsonPropertyName("cachedInputUsd")]
    public decimal? CachedInputUsd { get; init; }

    /// <summary>For prompt tokens written to the provider's cache; null: as <see cref="InputUsd"/>.</summary>
    [JsonPropertyName("cacheWriteUsd")]
    public decimal? CacheWriteUsd { get; init; }

    /// <summary>What <paramref name="usage"/> costs, US dollars. Cached and cache-write tokens are parts of the prompt tokens and are priced once.</summary>
    public decimal CostOf(Usage usage)
    {
        long cached = usage.PromptTokensDetails?.CachedTokens ?? 0;
        long written = usage.PromptTokensDetails?.CacheWriteTokens ?? 0;
        long plain = Math.Max(0, usage.PromptTokens - cached - written);
        return ((plain * InputUsd)
            + (cached * (CachedInputUsd ?? InputUsd))
            + (written * (CacheWriteUsd ?? InputUsd))
            + (usage.CompletionTokens * OutputUsd)) / 1_000_000m;
    }
}
