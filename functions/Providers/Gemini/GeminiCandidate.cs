using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Failures;
using AiProxy.Providers.Errors;
using AiProxy.Providers.Json;
using AiProxy.Providers.Messages;

namespace AiProxy.Providers.Gemini;

/// <summary>Reads one candidate.</summary>
internal static class GeminiCandidate
{
    /// <returns>The choice; null with <paramref name="failure"/> when it is no good answer.</returns>
    public static ChatChoice? Read(JsonElement candidate, string model, out ProviderException? failure)
    {
        failure = null;
        var texts = new List<JsonElement>();
        foreach (JsonElement part in candidate.Member("content").Member("parts").Items())
        {
            // Not asked for, since tools are not sent; to leave it out would make half an answer look whole.
            if (part.Member("functionCall") is not null)
            {
                failure = Failure.BadAnswer(model, "with a function call, and no tools were sent.");
                return null;
            }
            if (part.Member("text") is { ValueKind: JsonValueKind.String } text && part.Member("thought") is not { ValueKind: JsonValueKind.True })
            {
                texts.Add(text);
            }
        }

        string? native = candidate.Text("finishReason");
        string? finishReason = FinishReason(native, texts.Count > 0);
        if (finishReason is null)
        {
            failure = Failure.BadAnswer(model, $"gave up (finishReason {native}).");
            return null;
        }
        if (finishReason == "content_filter" && texts.Count == 0)
        {
            failure = Failure.Blocked(model, $"its answer (finishReason {native}).");
            return null;
        }
        return new ChatChoice
        {
            Message = AssistantMessage.OfText(JsonText.Concat(texts)),
            FinishReason = finishReason,
            NativeFinishReason = native,
        };
    }

    /// <returns>Null for a failure, and for a reason that is not known where there is no text either.</returns>
    private static string? FinishReason(string? native, bool hasText) => native switch
    {
        null or "STOP" or "FINISH_REASON_UNSPECIFIED" => "stop",
        "MAX_TOKENS" => "length",
        "SAFETY" or "RECITATION" or "LANGUAGE" or "BLOCKLIST" or "PROHIBITED_CONTENT" or "SPII"
            or "IMAGE_SAFETY" or "IMAGE_PROHIBITED_CONTENT" or "IMAGE_RECITATION" or "IMAGE_OTHER" => "content_filter",
        "OTHER" or "NO_IMAGE" or "MALFORMED_FUNCTION_CALL" or "UNEXPECTED_TOOL_CALL" or "TOO_MANY_TOOL_CALLS" => null,
        _ => hasText ? "stop" : null,
    };
}
