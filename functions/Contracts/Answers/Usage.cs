using System.Text.Json.Serialization;

namespace AiProxy.Contracts.Answers;

/// <summary>Token counts in OpenAI's form, the one normal form for every provider.</summary>
/// <remarks><see href="https://platform.openai.com/docs/api-reference/chat/object"/></remarks>
public sealed record Usage
{
    /// <summary>All prompt tokens, cached and cache-write ones included.</summary>
    [JsonPropertyName("prompt_tokens")]
    public required long PromptTokens { get; init; }

    /// <summary>All completion tokens, reasoning included.</summary>
    [JsonPropertyName("completion_tokens")]
    public required long CompletionTokens { get; init; }

    /// <summary>The two together.</summary>
    [JsonPropertyName("total_tokens")]
    public long TotalTokens => PromptTokens + CompletionTokens;

    /// <summary>Parts of <see cref="PromptTokens"/>; null when the provider names none.</summary>
    [JsonPropertyName("prompt_tokens_details")]
    public PromptTokensDetails? PromptTokensDetails { get; init; }

    /// <summary>Parts of <see cref="CompletionTokens"/>; null when the provider names none.</summary>
    [JsonPropertyName("completion_tokens_details")]
    public CompletionTokensDetails? CompletionTokensDetails { get; init; }

    /// <summary>The sum of two; the details too.</summary>
    public static Usage operator +(Usage left, Usage right) => new()
    {
        PromptTokens = left.PromptTokens + right.PromptTokens,
        CompletionTokens = left.CompletionTokens + right.CompletionTokens,
        PromptTokensDetails = left.PromptTokensDetails is null && right.PromptTokensDetails is null ? null : new PromptTokensDetails
        {
            CachedTokens = (left.PromptTokensDetails?.CachedTokens ?? 0) + (right.PromptTokensDetails?.CachedTokens ?? 0),
            CacheWriteTokens = (left.PromptTokensDetails?.CacheWriteTokens ?? 0) + (right.PromptTokensDetails?.CacheWriteTokens ?? 0),
        },
        CompletionTokensDetails = left.CompletionTokensDetails is null && right.CompletionTokensDetails is null ? null : new CompletionTokensDetails
        {
            ReasoningTokens = (left.CompletionTokensDetails?.ReasoningTokens ?? 0) + (right.CompletionTokensDetails?.ReasoningTokens ?? 0),
        },
    };

    /// <inheritdoc cref="op_Addition"/>
    public static Usage Add(Usage left, Usage right) => left + right;
}

/// <summary>Parts of the prompt tokens.</summary>
public sealed record PromptTokensDetails
{
    /// <summary>Read from the provider's cache.</summary>
    [JsonPropertyName("cached_tokens")]
    public long CachedTokens { get; init; }

    /// <summary>Written to the provider's cache.</summary>
    [JsonPropertyName("cache_write_tokens")]
    public long CacheWriteTokens { get; init; }
}

/// <summary>Parts of the completion tokens.</summary>
public sealed record CompletionTokensDetails
{
    /// <summary>Spent on reasoning that is not part of the visible answer.</summary>
    [JsonPropertyName("reasoning_tokens")]
    public long ReasoningTokens { get; init; }
}
