using System.Collections.Immutable;
using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Failures;
using AiProxy.Providers.Errors;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.OpenAi;

/// <summary>Reads a chat completion.</summary>
/// <remarks><see href="https://platform.openai.com/docs/api-reference/chat/object"/></remarks>
internal static class OpenAiAnswerReader
{
    public static ChatAnswer Read(ReadOnlyMemory<byte> body, string model)
    {
        if (WireJson.TryParse(body) is not { ValueKind: JsonValueKind.Object } answer)
        {
            throw Failure.NotJson(model, body);
        }
        // OpenRouter and some gateways report errors under 200.
        if (answer.Member("error") is not null)
        {
            throw OpenAiErrorReader.ReadUnderSuccess(body, model);
        }

        ImmutableArray<ChatChoice>.Builder choices = ImmutableArray.CreateBuilder<ChatChoice>(1);
        ProviderException? failure = null;
        foreach ((int index, JsonElement choice) in answer.Member("choices").Items().Index())
        {
            if (OpenAiChoice.Read(choice, index, body, model, out ProviderException? failed) is { } good)
            {
                choices.Add(good);
            }
            failure ??= failed;
        }
        if (choices.Count == 0)
        {
            throw failure ?? Failure.BadAnswer(model, "without choices.");
        }
        return new ChatAnswer
        {
            Id = answer.Text("id") ?? "",
            Model = answer.Text("model") is { Length: > 0 } named ? named : model,
            Choices = choices.ToImmutable(),
            Usage = OpenAiUsage.Read(answer),
        };
    }
}
