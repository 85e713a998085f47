using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Failures;
using AiProxy.Providers.Errors;
using AiProxy.Providers.Json;
using AiProxy.Providers.Messages.Tools;

namespace AiProxy.Providers.OpenAi;

/// <summary>Reads one choice of a chat completion.</summary>
internal static class OpenAiChoice
{
    // Room for the calls of one choice in the numbers that ids are made of.
    private const int MostCalls = 256;

    /// <param name="choice">The choice.</param>
    /// <param name="index">Its number.</param>
    /// <param name="body">The whole answer, for ids of calls that came without.</param>
    /// <param name="model">For messages.</param>
    /// <param name="failure">Why it is no good answer.</param>
    /// <returns>The choice; null with <paramref name="failure"/> when it is no good answer.</returns>
    public static ChatChoice? Read(JsonElement choice, int index, ReadOnlyMemory<byte> body, string model, out ProviderException? failure)
    {
        failure = null;
        string? native = choice.Text("finish_reason");
        // OpenRouter: {"error":{...},"finish_reason":"error"}; Mistral: "error"; DeepSeek: out of capacity in mid-answer.
        if (choice.Member("error") is not null)
        {
            failure = OpenAiErrorReader.ReadUnderSuccess(choice, model);
            return null;
        }
        if (native is "error" or "insufficient_system_resource")
        {
            failure = Failure.BadAnswer(model, $"gave up in the middle (finish_reason {native}).");
            return null;
        }
        if (choice.Member("message") is not { ValueKind: JsonValueKind.Object } given)
        {
            failure = Failure.BadAnswer(model, "with a choice that has no message.");
            return null;
        }
        JsonElement message = WireJson.Readable(given);
        if (native == "content_filter" && SaysNothing(message))
        {
            failure = Failure.Blocked(model, "its answer (finish_reason content_filter).");
            return null;
        }
        string finishReason = native switch
        {
            null or "" => "stop",
            "model_length" => "length",
            _ => native,
        };
        return new ChatChoice
        {
            Message = Normalise(message, ordinal => ToolIds.Make(body.Span, (index * MostCalls) + ordinal)),
            FinishReason = finishReason,
            NativeFinishReason = native == finishReason ? null : native,
            Logprobs = choice.Member("logprobs") is { } logprobs ? WireJson.Readable(logprobs) : null,
        };
    }

    private static bool SaysNothing(JsonElement message) =>
        string.IsNullOrEmpty(message.Text("refusal")) && message.Member("tool_calls") is null && message.Member("content") switch
        {
            null => true,
            { ValueKind: JsonValueKind.String } text => text.ValueEquals(""),
            { ValueKind: JsonValueKind.Array } parts => parts.GetArrayLength() == 0,
            _ => false,
        };

    // Role, content and refusal are always there, as OpenAI's own answers have them, and calls have all of their members; whatever else came stays.
    private static JsonElement Normalise(JsonElement message, Func<int, string> makeId) => WireJson.WriteElement(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("role", "assistant");
        WriteOrNull(writer, "content", message.Member("content") is { } content ? TextOf(content) : null);
        WriteOrNull(writer, "refusal", message.Member("refusal"));
        foreach (JsonProperty member in message.EnumerateObject())
        {
            if (member.Name == "tool_calls" && member.Value.ValueKind == JsonValueKind.Array)
            {
                OpenAiToolCalls.Write(writer, member.Value, makeId);
            }
            else if (member.Name is not ("role" or "content" or "refusal"))
            {
                writer.WriteVerbatim(member.Name, member.Value);
            }
        }
        writer.WriteEndObject();
    });

    // Some reasoning models answer a list of parts, thoughts among them; a caller of OpenAI's API expects a string.
    private static JsonElement TextOf(JsonElement content) => content.ValueKind == JsonValueKind.Array
        ? JsonText.Concat([.. content.EnumerateArray()
            .Where(part => part.Text("type") == "text")
            .Select(part => part.Member("text"))
            .OfType<JsonElement>()
            .Where(text => text.ValueKind == JsonValueKind.String)])
        : content;

    private static void WriteOrNull(Utf8JsonWriter writer, string name, JsonElement? value)
    {
        if (value is { } some)
        {
            writer.WriteVerbatim(name, some);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
