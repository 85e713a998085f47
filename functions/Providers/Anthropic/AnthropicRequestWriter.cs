using System.Collections.Frozen;
using System.Diagnostics;
using System.Text.Json;
using AiProxy.Providers.Json;
using AiProxy.Providers.Messages;

namespace AiProxy.Providers.Anthropic;

/// <summary>Writes the body of a Messages request.</summary>
/// <remarks><see href="https://docs.anthropic.com/en/api/messages"/></remarks>
internal static class AnthropicRequestWriter
{
    /// <summary>Anthropic requires a limit and OpenAI does not: what is asked for when the caller names none. Every model in use allows it.</summary>
    public const int DefaultMaxTokens = 4096;

    private static readonly RequestMembers Members = new(
        new[] { "max_completion_tokens", "max_tokens", "temperature", "top_p", "top_k", "stop" }.ToFrozenSet(),
        new Dictionary<string, string>
        {
            ["n"] = "Anthropic gives one answer a request",
            ["seed"] = "Anthropic has no seed",
            ["logit_bias"] = "Anthropic has no logit bias",
            ["logprobs"] = "Anthropic gives no log probabilities",
            ["top_logprobs"] = "Anthropic gives no log probabilities",
            ["presence_penalty"] = "Anthropic has no penalties",
            ["frequency_penalty"] = "Anthropic has no penalties",
            ["tools"] = "tools are not translated to Anthropic's format",
            ["tool_choice"] = "tools are not translated to Anthropic's format",
            ["parallel_tool_calls"] = "tools are not translated to Anthropic's format",
            ["functions"] = "tools are not translated to Anthropic's format",
            ["function_call"] = "tools are not translated to Anthropic's format",
            ["response_format"] = "JSON answers are not translated to Anthropic's format",
            ["reasoning_effort"] = "reasoning effort is not translated to Anthropic's format",
            ["service_tier"] = "OpenAI's service tiers have no counterpart at Anthropic",
            ["modalities"] = "Anthropic answers text only",
            ["audio"] = "Anthropic answers text only",
        }.ToFrozenDictionary());

    public static WireRequest Write(JsonElement request, string model)
    {
        var unsupported = new UnsupportedMembers();
        Conversation conversation = ConversationReader.Read(request, unsupported);
        Members.ReportRest(request, unsupported);
        ReadOnlyMemory<byte> body = WireJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("model", model);
            WriteMaxTokens(writer, request);
            WriteSystem(writer, conversation);
            WriteMessages(writer, conversation);
            WriteSampling(writer, request, unsupported);
            writer.WriteEndObject();
        });
        return new WireRequest(body, unsupported.ToImmutable());
    }

    private static void WriteMaxTokens(Utf8JsonWriter writer, JsonElement request)
    {
        if (Sampling.MaxTokens(request) is { } asked)
        {
            writer.WriteVerbatim("max_tokens", asked);
        }
        else
        {
            writer.WriteNumber("max_tokens", DefaultMaxTokens);
        }
    }

    private static void WriteSystem(Utf8JsonWriter writer, Conversation conversation)
    {
        if (conversation.Instructions.IsEmpty)
        {
            return;
        }
        writer.WriteStartArray("system");
        foreach (TextPart instruction in conversation.Instructions)
        {
            WriteBlock(writer, instruction);
        }
        writer.WriteEndArray();
    }

    private static void WriteMessages(Utf8JsonWriter writer, Conversation conversation)
    {
        writer.WriteStartArray("messages");
        for (int i = 0; i < conversation.Turns.Length; i++)
        {
            Turn turn = conversation.Turns[i];
            writer.WriteStartObject();
            writer.WriteString("role", turn.Role == TurnRole.User ? "user" : "assistant");
            writer.WriteStartArray("content");
            for (int j = 0; j < turn.Parts.Length; j++)
            {
                bool endsPrefill = turn.Role == TurnRole.Assistant && i == conversation.Turns.Length - 1 && j == turn.Parts.Length - 1;
                WriteBlock(writer, endsPrefill ? Trimmed(turn.Parts[j]) : turn.Parts[j]);
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    // Anthropic refuses a final assistant turn that ends in white space.
    private static ContentPart Trimmed(ContentPart part) => part is TextPart text ? new TextPart(JsonText.TrimEnd(text.Text)) : part;

    private static void WriteBlock(Utf8JsonWriter writer, ContentPart part)
    {
        switch (part)
        {
            case TextPart text:
                writer.WriteStartObject();
                writer.WriteString("type", "text");
                writer.WriteVerbatim("text", text.Text);
                writer.WriteEndObject();
                break;
            default:
                throw new UnreachableException($"No block for {part.GetType().Name}.");
        }
    }

    private static void WriteSampling(Utf8JsonWriter writer, JsonElement request, UnsupportedMembers unsupported)
    {
        // The defaults (1 and 1) are left out: newer models refuse these members, and refuse the two together.
        if (request.Member("temperature") is { } temperature && !temperature.IsNumber(1))
        {
            if (IsAboveOne(temperature))
            {
                unsupported.Add("/temperature", "Anthropic's temperature goes from 0 to 1");
            }
            else
            {
                writer.WriteVerbatim("temperature", temperature);
            }
        }
        if (request.Member("top_p") is { } topP && !topP.IsNumber(1))
        {
            writer.WriteVerbatim("top_p", topP);
        }
        Sampling.Copy(writer, request, "top_k", "top_k");
        IReadOnlyList<JsonElement> stops = Sampling.Stops(request, "Anthropic's stop sequences must not be blank", unsupported);
        if (stops.Count > 0)
        {
            writer.WriteStartArray("stop_sequences");
            foreach (JsonElement stop in stops)
            {
                writer.WriteVerbatim(stop);
            }
            writer.WriteEndArray();
        }
    }

    private static bool IsAboveOne(JsonElement temperature) =>
        temperature.ValueKind == JsonValueKind.Number && temperature.TryGetDouble(out double value) && value > 1;
}
