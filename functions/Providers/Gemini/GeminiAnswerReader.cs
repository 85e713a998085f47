using System.Collections.Immutable;
using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Failures;
using AiProxy.Providers.Errors;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.Gemini;

/// <summary>Reads a <c>GenerateContentResponse</c>.</summary>
/// <remarks><see href="https://ai.google.dev/api/generate-content#generatecontentresponse"/></remarks>
internal static class GeminiAnswerReader
{
    public static ChatAnswer Read(ReadOnlyMemory<byte> body, string model)
    {
        if (WireJson.TryParse(body) is not { ValueKind: JsonValueKind.Object } answer)
        {
            throw Failure.NotJson(model, body);
        }
        if (answer.Member("error") is not null)
        {
            throw GeminiErrorReader.ReadUnderSuccess(body, model);
        }

        ImmutableArray<ChatChoice>.Builder choices = ImmutableArray.CreateBuilder<ChatChoice>(1);
        ProviderException? failure = null;
        foreach ((int index, JsonElement candidate) in answer.Member("candidates").Items().Index())
        {
            if (GeminiCandidate.Read(candidate, index, body, model, out ProviderException? failed) is { } choice)
            {
                choices.Add(choice);
            }
            failure ??= failed;
        }
        if (choices.Count == 0)
        {
            // A blocked prompt answers 200 without candidates, and says so only here.
            if (answer.Member("promptFeedback").Text("blockReason") is { } reason)
            {
                throw Failure.Blocked(model, $"the prompt (blockReason {reason}).");
            }
            throw failure ?? Failure.BadAnswer(model, "without candidates.");
        }
        return new ChatAnswer
        {
            Id = answer.Text("responseId") ?? "",
            Model = answer.Text("modelVersion") is { Length: > 0 } named ? named : model,
            Choices = choices.ToImmutable(),
            Usage = ReadUsage(answer),
        };
    }

    // Thoughts are counted beside the candidates, OpenAI counts them inside; cached tokens are inside the prompt's already. The results of
    // built-in tools are input that the prompt's count leaves out.
    private static Usage? ReadUsage(JsonElement answer)
    {
        JsonElement? usage = answer.Member("usageMetadata");
        if (usage.Long("promptTokenCount") is not { } prompt)
        {
            return null;
        }
        long? cached = usage.Long("cachedContentTokenCount");
        long? thoughts = usage.Long("thoughtsTokenCount");
        return new Usage
        {
            PromptTokens = prompt + (usage.Long("toolUsePromptTokenCount") ?? 0),
            // Left out when nothing was written: all of the limit went into thoughts.
            CompletionTokens = (usage.Long("candidatesTokenCount") ?? 0) + (thoughts ?? 0),
            PromptTokensDetails = cached is null ? null : new PromptTokensDetails { CachedTokens = cached.Value },
            CompletionTokensDetails = thoughts is null ? null : new CompletionTokensDetails { ReasoningTokens = thoughts.Value },
        };
    }
}
