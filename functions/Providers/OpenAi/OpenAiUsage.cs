using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.OpenAi;

/// <summary>Reads <c>usage</c>: OpenAI's form is the normal form, but not everybody who speaks it counts alike.</summary>
internal static class OpenAiUsage
{
    public static Usage? Read(JsonElement answer)
    {
        JsonElement? usage = answer.Member("usage");
        if (usage.Long("prompt_tokens") is not { } prompt || usage.Long("completion_tokens") is not { } completion)
        {
            return null;
        }
        JsonElement? promptDetails = usage.Member("prompt_tokens_details");
        JsonElement? completionDetails = usage.Member("completion_tokens_details");
        // DeepSeek has its own name.
        long? cached = promptDetails.Long("cached_tokens") ?? usage.Long("prompt_cache_hit_tokens");
        long? written = promptDetails.Long("cache_write_tokens");
        long? reasoning = completionDetails.Long("reasoning_tokens");

        // xAI reports reasoning beside the completion tokens, not inside: then only the total tells.
        if (reasoning > 0 && usage.Long("total_tokens") == prompt + completion + reasoning)
        {
            completion += reasoning.Value;
        }
        return new Usage
        {
            PromptTokens = prompt,
            CompletionTokens = completion,
            PromptTokensDetails = cached is null && written is null
                ? null
                : new PromptTokensDetails { CachedTokens = cached ?? 0, CacheWriteTokens = written ?? 0 },
            CompletionTokensDetails = reasoning is null ? null : new CompletionTokensDetails { ReasoningTokens = reasoning.Value },
        };
    }
}
