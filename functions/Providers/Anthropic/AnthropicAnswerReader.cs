using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Providers.Errors;
using AiProxy.Providers.Json;
using AiProxy.Providers.Messages;

namespace AiProxy.Providers.Anthropic;

/// <summary>Reads a Messages answer.</summary>
/// <remarks><see href="https://docs.anthropic.com/en/api/messages"/></remarks>
internal static class AnthropicAnswerReader
{
    public static ChatAnswer Read(ReadOnlyMemory<byte> body, string model)
    {
        if (WireJson.TryParse(body) is not { ValueKind: JsonValueKind.Object } answer)
        {
            throw Failure.NotJson(model, body);
        }
        if (answer.Text("type") == "error" || answer.Member("error") is not null)
        {
            throw AnthropicErrorReader.ReadUnderSuccess(body, model);
        }
        if (answer.Member("content") is not { ValueKind: JsonValueKind.Array } content)
        {
            throw Failure.BadAnswer(model, "without content.");
        }

        var texts = new List<JsonElement>();
        foreach (JsonElement block in content.EnumerateArray())
        {
            switch (block.Text("type"))
            {
                case "text" when block.Member("text") is { ValueKind: JsonValueKind.String } text:
                    texts.Add(text);
                    break;
                // Not asked for, since tools are not sent; to leave it out would make half an answer look whole.
                case "tool_use":
                    throw Failure.BadAnswer(model, "with a tool call, and no tools were sent.");
                // Thoughts are no part of the answer; the usage counts them.
                default:
                    break;
            }
        }
        string? native = answer.Text("stop_reason");
        if (native == "refusal" && texts.Count == 0)
        {
            throw Failure.Blocked(model, "the request (stop_reason refusal).");
        }
        return new ChatAnswer
        {
            Id = answer.Text("id") ?? "",
            Model = answer.Text("model") is { Length: > 0 } named ? named : model,
            Choices =
            [
                new ChatChoice
                {
                    Message = AssistantMessage.OfText(JsonText.Concat(texts)),
                    FinishReason = FinishReason(native, texts.Count > 0) ?? throw Failure.BadAnswer(model, $"stopped without text (stop_reason {native})."),
                    NativeFinishReason = native,
                },
            ],
            Usage = ReadUsage(answer),
        };
    }

    /// <returns>Null when the reason is one that is not known and there is no text either: it may be any failure.</returns>
    private static string? FinishReason(string? native, bool hasText) => native switch
    {
        null or "end_turn" or "stop_sequence" or "pause_turn" => "stop",
        "max_tokens" or "model_context_window_exceeded" => "length",
        "tool_use" => "tool_calls",
        "refusal" => "content_filter",
        _ => hasText ? "stop" : null,
    };

    // Anthropic counts cached tokens beside the input, OpenAI inside it.
    private static Usage? ReadUsage(JsonElement answer)
    {
        JsonElement? usage = answer.Member("usage");
        if (usage.Long("input_tokens") is not { } input || usage.Long("output_tokens") is not { } output)
        {
            return null;
        }
        long? written = usage.Long("cache_creation_input_tokens");
        long? cached = usage.Long("cache_read_input_tokens");
        JsonElement? details = usage.Member("output_tokens_details");
        long? reasoning = details.Long("thinking_tokens") ?? details.Long("reasoning_tokens");
        return new Usage
        {
            PromptTokens = input + (written ?? 0) + (cached ?? 0),
            CompletionTokens = output,
            PromptTokensDetails = written is null && cached is null
                ? null
                : new PromptTokensDetails { CachedTokens = cached ?? 0, CacheWriteTokens = written ?? 0 },
            CompletionTokensDetails = reasoning is null ? null : new CompletionTokensDetails { ReasoningTokens = reasoning.Value },
        };
    }
}
