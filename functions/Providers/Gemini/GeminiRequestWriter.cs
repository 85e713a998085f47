using System.Collections.Frozen;
using System.Diagnostics;
using System.Text.Json;
using AiProxy.Providers.Json;
using AiProxy.Providers.Messages;

namespace AiProxy.Providers.Gemini;

/// <summary>Writes the body of a <c>generateContent</c> request; the model is in the URL.</summary>
/// <remarks><see href="https://ai.google.dev/api/generate-content"/></remarks>
internal static class GeminiRequestWriter
{
    // OpenAI's name, Gemini's name; the values mean the same.
    private static readonly (string From, string To)[] Copied =
    [
        ("temperature", "temperature"),
        ("top_p", "topP"),
        ("top_k", "topK"),
        ("n", "candidateCount"),
        ("presence_penalty", "presencePenalty"),
        ("frequency_penalty", "frequencyPenalty"),
    ];

    private static readonly RequestMembers Members = new(
        Copied.Select(pair => pair.From).Concat(["max_completion_tokens", "max_tokens", "stop", "seed"]).ToFrozenSet(),
        new Dictionary<string, string>
        {
            ["logit_bias"] = "Gemini has no logit bias",
            ["logprobs"] = "log probabilities are not translated from Gemini's format",
            ["top_logprobs"] = "log probabilities are not translated from Gemini's format",
            ["tools"] = "tools are not translated to Gemini's format",
            ["tool_choice"] = "tools are not translated to Gemini's format",
            ["parallel_tool_calls"] = "tools are not translated to Gemini's format",
            ["functions"] = "tools are not translated to Gemini's format",
            ["function_call"] = "tools are not translated to Gemini's format",
            ["response_format"] = "JSON answers are not translated to Gemini's format",
            ["reasoning_effort"] = "reasoning effort is not translated to Gemini's format",
            ["service_tier"] = "OpenAI's service tiers have no counterpart at Gemini",
            ["modalities"] = "only text is translated from Gemini's format",
            ["audio"] = "only text is translated from Gemini's format",
        }.ToFrozenDictionary());

    public static WireRequest Write(JsonElement request)
    {
        var unsupported = new UnsupportedMembers();
        Conversation conversation = ConversationReader.Read(request, unsupported);
        Members.ReportRest(request, unsupported);
        ReadOnlyMemory<byte> body = WireJson.Write(writer =>
        {
            writer.WriteStartObject();
            if (!conversation.Instructions.IsEmpty)
            {
                writer.WriteStartObject("systemInstruction");
                WriteParts(writer, conversation.Instructions);
                writer.WriteEndObject();
            }
            writer.WriteStartArray("contents");
            foreach (Turn turn in conversation.Turns)
            {
                writer.WriteStartObject();
                writer.WriteString("role", turn.Role == TurnRole.User ? "user" : "model");
                WriteParts(writer, turn.Parts);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            WriteGenerationConfig(writer, request, unsupported);
            writer.WriteEndObject();
        });
        return new WireRequest(body, unsupported.ToImmutable());
    }

    private static void WriteParts(Utf8JsonWriter writer, IEnumerable<ContentPart> parts)
    {
        writer.WriteStartArray("parts");
        foreach (ContentPart part in parts)
        {
            switch (part)
            {
                case TextPart text:
                    writer.WriteStartObject();
                    writer.WriteVerbatim("text", text.Text);
                    writer.WriteEndObject();
                    break;
                default:
                    throw new UnreachableException($"No part for {part.GetType().Name}.");
            }
        }
        writer.WriteEndArray();
    }

    private static void WriteGenerationConfig(Utf8JsonWriter writer, JsonElement request, UnsupportedMembers unsupported)
    {
        writer.WriteStartObject("generationConfig");
        if (Sampling.MaxTokens(request) is { } maxTokens)
        {
            writer.WriteVerbatim("maxOutputTokens", maxTokens);
        }
        foreach ((string from, string to) in Copied)
        {
            Sampling.Copy(writer, request, from, to);
        }
        WriteSeed(writer, request, unsupported);
        IReadOnlyList<JsonElement> stops = Sampling.Stops(request, reasonAgainstBlank: null, unsupported);
        if (stops.Count > 0)
        {
            writer.WriteStartArray("stopSequences");
            foreach (JsonElement stop in stops)
            {
                writer.WriteVerbatim(stop);
            }
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    // OpenAI's seed has 64 bits, Gemini's 32; another number would give another answer.
    private static void WriteSeed(Utf8JsonWriter writer, JsonElement request, UnsupportedMembers unsupported)
    {
        if (request.Member("seed") is { ValueKind: JsonValueKind.Number } seed && !seed.TryGetInt32(out _))
        {
            unsupported.Add("/seed", "Gemini's seed has 32 bits");
            return;
        }
        Sampling.Copy(writer, request, "seed", "seed");
    }
}
