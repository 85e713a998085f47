using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Routes;
using AiProxy.Providers.Errors;
using AiProxy.Providers.Json;
using AiProxy.Providers.Messages;
using AiProxy.Providers.Messages.Tools;

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

        AssistantMessage message = ReadMessage(content, body);
        string? native = answer.Text("stop_reason");
        if (native == "refusal" && !message.SaysSomething)
        {
            throw Failure.Blocked(model, "the request (stop_reason refusal).");
        }
        if (native == "tool_use" && !message.HasCalls)
        {
            throw Failure.BadAnswer(model, "stopped to call a tool (stop_reason tool_use) and named none.");
        }
        return new ChatAnswer
        {
            Id = answer.Text("id") ?? "",
            Model = answer.Text("model") is { Length: > 0 } named ? named : model,
            Choices =
            [
                new ChatChoice
                {
                    Message = message.ToJson(),
                    FinishReason = FinishReason(native, message) ?? throw Failure.BadAnswer(model, $"stopped without text (stop_reason {native})."),
                    NativeFinishReason = native,
                },
            ],
            Usage = ReadUsage(answer),
        };
    }

    private static AssistantMessage ReadMessage(JsonElement content, ReadOnlyMemory<byte> body)
    {
        var message = new AssistantMessage(WireFormat.Anthropic.Name);
        foreach (JsonElement block in content.EnumerateArray())
        {
            switch (block.Text("type"))
            {
                case "text" when block.Member("text") is { ValueKind: JsonValueKind.String } text:
                    message.AddText(text);
                    break;
                case "tool_use" when block.Text("name") is { } name:
                    message.AddCall(block.Text("id") is { Length: > 0 } id ? id : ToolIds.Make(body.Span, message.CallCount), name, block.Member("input"));
                    break;
                case "thinking":
                    message.Carry(block);
                    if (block.Member("thinking") is { ValueKind: JsonValueKind.String } thoughts)
                    {
                        message.AddReasoning(thoughts);
                    }
                    break;
                case "redacted_thinking":
                    message.Carry(block);
                    break;
                // Of the provider's own tools, which are never asked for.
                default:
                    break;
            }
        }
        return message;
    }

    /// <returns>Null when the reason is one that is not known and there is no text either: it may be any failure.</returns>
    private static string? FinishReason(string? native, AssistantMessage message) => native switch
    {
        null when message.HasCalls => "tool_calls",
        null or "end_turn" or "stop_sequence" or "pause_turn" => "stop",
        "max_tokens" or "model_context_window_exceeded" => "length",
        "tool_use" => "tool_calls",
        "refusal" => "content_filter",
        _ => message.HasCalls ? "tool_calls" : message.HasText ? "stop" : null,
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
