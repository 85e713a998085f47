using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Failures;
using AiProxy.Contracts.Routes;
using AiProxy.Providers.Errors;
using AiProxy.Providers.Json;
using AiProxy.Providers.Messages;
using AiProxy.Providers.Messages.Tools;

namespace AiProxy.Providers.Gemini;

/// <summary>Reads one candidate.</summary>
internal static class GeminiCandidate
{
    // Room for the calls of one candidate in the numbers that ids are made of.
    private const int MostCalls = 256;

    /// <param name="candidate">The candidate.</param>
    /// <param name="index">Its number.</param>
    /// <param name="body">The whole answer, for ids of calls that came without.</param>
    /// <param name="model">For messages.</param>
    /// <param name="failure">Why it is no good answer.</param>
    /// <returns>The choice; null with <paramref name="failure"/> when it is no good answer.</returns>
    public static ChatChoice? Read(JsonElement candidate, int index, ReadOnlyMemory<byte> body, string model, out ProviderException? failure)
    {
        failure = null;
        var message = new AssistantMessage(WireFormat.Gemini.Name);
        foreach (JsonElement part in candidate.Member("content").Member("parts").Items())
        {
            if (part.Member("inlineData") is not null)
            {
                failure = Failure.BadAnswer(model, "with an image or a sound, and only text is translated from Gemini's format.");
                return null;
            }
            ReadPart(part, message, () => ToolIds.Make(body.Span, (index * MostCalls) + message.CallCount));
        }

        string? native = candidate.Text("finishReason");
        string? finishReason = FinishReason(native, message);
        if (finishReason is null)
        {
            failure = Failure.BadAnswer(model, $"gave up (finishReason {native}).");
            return null;
        }
        if (finishReason == "content_filter" && !message.SaysSomething)
        {
            failure = Failure.Blocked(model, $"its answer (finishReason {native}).");
            return null;
        }
        return new ChatChoice { Message = message.ToJson(), FinishReason = finishReason, NativeFinishReason = native };
    }

    private static void ReadPart(JsonElement part, AssistantMessage message, Func<string> makeId)
    {
        JsonElement? signature = part.Member("thoughtSignature") is { ValueKind: JsonValueKind.String } some ? some : null;
        if (part.Member("functionCall") is { } call && call.Text("name") is { } name)
        {
            Carry(message, signature, beforeText: false);
            message.AddCall(call.Text("id") is { Length: > 0 } id ? id : makeId(), name, call.Member("args"));
        }
        else if (part.Member("text") is { ValueKind: JsonValueKind.String } text)
        {
            if (part.Member("thought") is { ValueKind: JsonValueKind.True })
            {
                message.AddReasoning(text);
                return;
            }
            Carry(message, signature, beforeText: true);
            message.AddText(text);
        }
    }

    private static void Carry(AssistantMessage message, JsonElement? signature, bool beforeText)
    {
        if (signature is not { } some)
        {
            return;
        }
        JsonElement block = WireJson.WriteElement(writer =>
        {
            writer.WriteStartObject();
            writer.WriteVerbatim("thoughtSignature", some);
            writer.WriteEndObject();
        });
        message.Carry(block, beforeText);
    }

    /// <returns>Null for a failure, and for a reason that is not known where there is no text either.</returns>
    private static string? FinishReason(string? native, AssistantMessage message) => native switch
    {
        // Gemini has no word of its own for stopping to call.
        null or "STOP" or "FINISH_REASON_UNSPECIFIED" => message.HasCalls ? "tool_calls" : "stop",
        "MAX_TOKENS" => "length",
        "SAFETY" or "RECITATION" or "LANGUAGE" or "BLOCKLIST" or "PROHIBITED_CONTENT" or "SPII"
            or "IMAGE_SAFETY" or "IMAGE_PROHIBITED_CONTENT" or "IMAGE_RECITATION" or "IMAGE_OTHER" => "content_filter",
        "OTHER" or "NO_IMAGE" or "MALFORMED_FUNCTION_CALL" or "UNEXPECTED_TOOL_CALL" or "TOO_MANY_TOOL_CALLS" => null,
        _ => message.HasCalls ? "tool_calls" : message.HasText ? "stop" : null,
    };
}
