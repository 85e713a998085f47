using System.Collections.Frozen;
using System.Text.Json;
using AiProxy.Contracts.Routes;
using AiProxy.Providers.Json;
using AiProxy.Providers.Messages;
using AiProxy.Providers.Messages.Content;
using AiProxy.Providers.Messages.Tools;

namespace AiProxy.Providers.Anthropic;

/// <summary>Writes the body of a Messages request.</summary>
/// <remarks><see href="https://docs.anthropic.com/en/api/messages"/></remarks>
internal static class AnthropicRequestWriter
{
    /// <summary>Anthropic requires a limit and OpenAI does not: what is asked for when the caller names none. Every model in use allows it.</summary>
    public const int DefaultMaxTokens = 4096;

    /// <summary>The same for a model that decides itself how long it thinks: the limit counts its thoughts.</summary>
    public const int DefaultMaxTokensThinking = 16_384;

    private static readonly RequestMembers Members = new(
        new[]
        {
            "max_completion_tokens", "max_tokens", "temperature", "top_p", "top_k", "stop",
            "tools", "tool_choice", "parallel_tool_calls", "response_format", "reasoning_effort",
        }.ToFrozenSet(),
        new Dictionary<string, string>
        {
            ["n"] = "Anthropic gives one answer a request",
            ["seed"] = "Anthropic has no seed",
            ["logit_bias"] = "Anthropic has no logit bias",
            ["logprobs"] = "Anthropic gives no log probabilities",
            ["top_logprobs"] = "Anthropic gives no log probabilities",
            ["presence_penalty"] = "Anthropic has no penalties",
            ["frequency_penalty"] = "Anthropic has no penalties",
            ["functions"] = "the older functions are not translated; use tools",
            ["function_call"] = "the older functions are not translated; use tools",
            ["service_tier"] = "OpenAI's service tiers have no counterpart at Anthropic",
            ["modalities"] = "Anthropic answers text only",
            ["audio"] = "Anthropic answers text only",
            ["verbosity"] = "Anthropic has no verbosity",
            ["web_search_options"] = "Anthropic's web search is another tool, and is not translated",
        }.ToFrozenDictionary());

    public static WireRequest Write(JsonElement request, string model)
    {
        var report = new TranslationReport();
        Conversation conversation = ConversationReader.Read(request, WireFormat.Anthropic.Name, AnthropicMedia.Refuse, report);
        ToolRequest tools = ToolRequest.Read(request, AnthropicTools.RefuseName, report);
        AnthropicThinking thinking = AnthropicThinking.Read(request, model, conversation, tools, report);
        Members.ReportRest(request, report);
        ReadOnlyMemory<byte> body = WireJson.WriteBody(request, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("model", model);
            WriteMaxTokens(writer, request, thinking);
            WriteSystem(writer, conversation);
            AnthropicBlocks.WriteMessages(writer, conversation.Turns);
            AnthropicTools.Write(writer, tools, conversation.Calls);
            WriteThinking(writer, thinking);
            WriteOutput(writer, AnswerFormat.Read(request, report), thinking, report);
            AnthropicSampling.Write(writer, request, thinking, report);
            writer.WriteEndObject();
        });
        return report.ToRequest(body);
    }

    private static void WriteMaxTokens(Utf8JsonWriter writer, JsonElement request, AnthropicThinking thinking)
    {
        if (Sampling.MaxTokens(request) is { } asked)
        {
            writer.WriteVerbatim("max_tokens", asked);
        }
        else
        {
            writer.WriteNumber("max_tokens", thinking.Mode == ThinkingMode.Adaptive ? DefaultMaxTokensThinking : DefaultMaxTokens + thinking.Budget);
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
            AnthropicBlocks.WriteBlock(writer, instruction);
        }
        writer.WriteEndArray();
    }

    private static void WriteThinking(Utf8JsonWriter writer, AnthropicThinking thinking)
    {
        if (thinking.Mode == ThinkingMode.Unsaid)
        {
            return;
        }
        writer.WriteStartObject("thinking");
        writer.WriteString("type", thinking.Mode switch
        {
            ThinkingMode.Off => "disabled",
            ThinkingMode.Budget => "enabled",
            _ => "adaptive",
        });
        if (thinking.Mode == ThinkingMode.Budget)
        {
            writer.WriteNumber("budget_tokens", thinking.Budget);
        }
        writer.WriteEndObject();
    }

    private static void WriteOutput(Utf8JsonWriter writer, AnswerFormat format, AnthropicThinking thinking, TranslationReport report)
    {
        if (format.Kind == AnswerKind.Json)
        {
            report.Unsupported("/response_format", "Anthropic has no JSON mode without a schema; send a json_schema");
        }
        if (format.Schema is null && thinking.EffortWord is null)
        {
            return;
        }
        writer.WriteStartObject("output_config");
        if (format.Schema is { } schema)
        {
            writer.WriteStartObject("format");
            writer.WriteString("type", "json_schema");
            writer.WritePropertyName("schema");
            AnthropicSchema.Write(writer, schema, AnswerFormat.SchemaPointer, report);
            writer.WriteEndObject();
        }
        if (thinking.EffortWord is { } effort)
        {
            writer.WriteString("effort", effort);
        }
        writer.WriteEndObject();
    }
}
