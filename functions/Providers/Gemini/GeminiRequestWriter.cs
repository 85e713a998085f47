using System.Collections.Frozen;
using System.Text.Json;
using AiProxy.Contracts.Routes;
using AiProxy.Providers.Json;
using AiProxy.Providers.Messages;
using AiProxy.Providers.Messages.Tools;

namespace AiProxy.Providers.Gemini;

/// <summary>Writes the body of a <c>generateContent</c> request; the model is in the URL.</summary>
/// <remarks><see href="https://ai.google.dev/api/generate-content"/></remarks>
internal static class GeminiRequestWriter
{
    private const int MostCandidates = 8;

    // OpenAI's name, Gemini's name; the values mean the same.
    private static readonly (string From, string To)[] Copied =
    [
        ("temperature", "temperature"),
        ("top_p", "topP"),
        ("top_k", "topK"),
        ("presence_penalty", "presencePenalty"),
        ("frequency_penalty", "frequencyPenalty"),
    ];

    private static readonly RequestMembers Members = new(
        Copied.Select(pair => pair.From).Concat(
        [
            "n", "max_completion_tokens", "max_tokens", "stop", "seed",
            "tools", "tool_choice", "parallel_tool_calls", "response_format", "reasoning_effort",
        ]).ToFrozenSet(),
        new Dictionary<string, string>
        {
            ["logit_bias"] = "Gemini has no logit bias",
            ["logprobs"] = "log probabilities are not translated from Gemini's format",
            ["top_logprobs"] = "log probabilities are not translated from Gemini's format",
            ["functions"] = "the older functions are not translated; use tools",
            ["function_call"] = "the older functions are not translated; use tools",
            ["service_tier"] = "OpenAI's service tiers have no counterpart at Gemini",
            ["modalities"] = "only text is translated from Gemini's format",
            ["audio"] = "only text is translated from Gemini's format",
            ["verbosity"] = "Gemini has no verbosity",
            ["web_search_options"] = "Gemini's Google Search is another tool, and is not translated",
        }.ToFrozenDictionary());

    public static WireRequest Write(JsonElement request, string model)
    {
        var report = new TranslationReport();
        Conversation conversation = ConversationReader.Read(request, WireFormat.Gemini.Name, GeminiMedia.Refuse, report);
        ToolRequest tools = ToolRequest.Read(request, GeminiTools.RefuseName, report);
        Members.ReportRest(request, report);
        ReadOnlyMemory<byte> body = WireJson.WriteBody(request, writer =>
        {
            var contents = new GeminiContents(writer, GeminiThinking.WantsSignatures(model));
            writer.WriteStartObject();
            if (!conversation.Instructions.IsEmpty)
            {
                writer.WriteStartObject("systemInstruction");
                contents.WriteParts(conversation.Instructions);
                writer.WriteEndObject();
            }
            contents.Write(conversation.Turns);
            GeminiTools.Write(writer, tools, report);
            writer.WriteStartObject("generationConfig");
            WriteSampling(writer, request, report);
            WriteFormat(writer, AnswerFormat.Read(request, report));
            GeminiThinking.Write(writer, request, model, report);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
        return report.ToRequest(body);
    }

    private static void WriteSampling(Utf8JsonWriter writer, JsonElement request, TranslationReport report)
    {
        if (Sampling.MaxTokens(request) is { } maxTokens)
        {
            writer.WriteVerbatim("maxOutputTokens", maxTokens);
        }
        foreach ((string from, string to) in Copied)
        {
            Sampling.Copy(writer, request, from, to);
        }
        WriteCount(writer, request, report);
        WriteSeed(writer, request, report);
        IReadOnlyList<JsonElement> stops = Sampling.Stops(request, reasonAgainstBlank: null, report);
        if (stops.Count > 0)
        {
            writer.WriteStartArray("stopSequences");
            foreach (JsonElement stop in stops)
            {
                writer.WriteVerbatim(stop);
            }
            writer.WriteEndArray();
        }
    }

    private static void WriteCount(Utf8JsonWriter writer, JsonElement request, TranslationReport report)
    {
        if (request.Long("n") > MostCandidates)
        {
            report.Unsupported("/n", $"Gemini gives at most {MostCandidates} answers a request");
            return;
        }
        Sampling.Copy(writer, request, "n", "candidateCount");
    }

    // OpenAI's seed has 64 bits, Gemini's 32; another number would give another answer.
    private static void WriteSeed(Utf8JsonWriter writer, JsonElement request, TranslationReport report)
    {
        if (request.Member("seed") is { ValueKind: JsonValueKind.Number } seed && !seed.TryGetInt32(out _))
        {
            report.Unsupported("/seed", "Gemini's seed has 32 bits");
            return;
        }
        Sampling.Copy(writer, request, "seed", "seed");
    }

    private static void WriteFormat(Utf8JsonWriter writer, AnswerFormat format)
    {
        if (format.Kind == AnswerKind.Text)
        {
            return;
        }
        writer.WriteString("responseMimeType", "application/json");
        if (format.Schema is { } schema)
        {
            writer.WriteVerbatim("responseJsonSchema", schema);
        }
    }
}
