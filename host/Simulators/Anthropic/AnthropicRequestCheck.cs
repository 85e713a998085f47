using System.Collections.Frozen;
using System.Text.Json;
using AiProxy.Simulators.Behaviours;
using AiProxy.Simulators.Replies;

namespace AiProxy.Simulators.Anthropic;

/// <summary>Refuses what Anthropic refuses, unknown members included, so that a wrong translation is found without a key.</summary>
internal static class AnthropicRequestCheck
{
    private static readonly FrozenSet<string> Known = new[]
    {
        "model", "max_tokens", "messages", "system", "stop_sequences", "stream", "temperature", "top_p", "top_k", "tools", "tool_choice",
        "thinking", "metadata", "output_config", "service_tier", "speed", "cache_control", "container", "inference_geo",
    }.ToFrozenSet();

    public static SimulatedError? Read(HttpCall call, SimulatedModel model, out SimulatedRequest? request)
    {
        request = null;
        if (!call.Headers.ContainsKey("anthropic-version"))
        {
            return SimulatedError.Invalid("anthropic-version: header is required");
        }
        if (call.Body is not { ValueKind: JsonValueKind.Object } body)
        {
            return SimulatedError.Invalid("The request body is not valid JSON.");
        }
        var text = new RequestText();
        SimulatedTools tools = SimulatedTools.None;
        JsonElement? schema = null;
        bool thinks = false;
        if ((CheckMembers(body, model) ?? CheckSystem(body, text) ?? CheckMessages(body, text) ?? AnthropicToolCheck.ReadTools(body, out tools)
            ?? AnthropicOutputCheck.ReadOutput(body, out schema)
            ?? AnthropicOutputCheck.ReadThinking(body, body.Member("messages")!.Value, out thinks)) is { } wrong)
        {
            return wrong;
        }
        request = new SimulatedRequest
        {
            Model = model,
            Text = text,
            MaxTokens = body.Int("max_tokens"),
            Stops = body.Member("stop_sequences").Strings(),
            Tools = tools,
            Json = schema is not null,
            Schema = schema,
            Thinks = thinks,
        };
        return null;
    }

    private static SimulatedError? CheckMembers(JsonElement body, SimulatedModel model)
    {
        if (model.Name.Length == 0)
        {
            return SimulatedError.Invalid("model: Field required");
        }
        foreach (JsonProperty member in body.EnumerateObject())
        {
            if (!Known.Contains(member.Name))
            {
                return SimulatedError.Invalid($"{member.Name}: Extra inputs are not permitted");
            }
        }
        if (body.Int("max_tokens") is not { } maxTokens)
        {
            return SimulatedError.Invalid(body.Member("max_tokens") is null ? "max_tokens: Field required" : "max_tokens: Input should be a valid integer");
        }
        if (maxTokens < 1)
        {
            return SimulatedError.Invalid("max_tokens: Input should be greater than or equal to 1");
        }
        if (body.Member("stream") is { ValueKind: JsonValueKind.True })
        {
            return SimulatedError.Invalid("stream: The simulator does not stream.");
        }
        return Range(body, "temperature") ?? Range(body, "top_p") ?? CheckStops(body);
    }

    private static SimulatedError? Range(JsonElement body, string name) => body.Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.GetDouble() is >= 0 and <= 1 => null,
        { ValueKind: JsonValueKind.Number } => SimulatedError.Invalid($"{name}: range: 0..1"),
        _ => SimulatedError.Invalid($"{name}: Input should be a valid number"),
    };

    private static SimulatedError? CheckStops(JsonElement body) => body.Member("stop_sequences") switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            list.EnumerateArray().Any(item => string.IsNullOrWhiteSpace(item.AsString()))
                ? SimulatedError.Invalid("stop_sequences: each stop sequence must contain non-whitespace")
                : null,
        _ => SimulatedError.Invalid("stop_sequences: Input should be a valid list of strings"),
    };

    private static SimulatedError? CheckSystem(JsonElement body, RequestText text)
    {
        switch (body.Member("system"))
        {
            case null:
                return null;
            case { ValueKind: JsonValueKind.String } system:
                text.Add(isUser: false, [system.AsString()]);
                return null;
            case { ValueKind: JsonValueKind.Array } blocks when blocks.EnumerateArray().All(block => block.Text("type") == "text"):
                return CheckBlocks(blocks, "system", isUser: false, text);
            default:
                return SimulatedError.Invalid("system: Input should be a valid string or a list of text blocks");
        }
    }

    private static SimulatedError? CheckMessages(JsonElement body, RequestText text)
    {
        if (body.Member("messages") is not { ValueKind: JsonValueKind.Array } messages)
        {
            return SimulatedError.Invalid("messages: Field required");
        }
        if (messages.GetArrayLength() == 0)
        {
            return SimulatedError.Invalid("messages: at least one message is required");
        }
        for (int i = 0; i < messages.GetArrayLength(); i++)
        {
            if (CheckMessage(messages[i], i, i == messages.GetArrayLength() - 1, text) is { } wrong)
            {
                return wrong;
            }
        }
        return AnthropicToolCheck.CheckTurns(body, messages);
    }

    private static SimulatedError? CheckMessage(JsonElement message, int index, bool isLast, RequestText text)
    {
        string place = $"messages.{index}";
        string? role = message.Text("role");
        if (role is not ("user" or "assistant"))
        {
            return SimulatedError.Invalid(role == "system"
                ? "messages: Unexpected role \"system\". The Messages API accepts a top-level `system` parameter, not \"system\" as an input message role."
                : $"{place}.role: Input should be 'user' or 'assistant'");
        }
        if (index == 0 && role != "user")
        {
            return SimulatedError.Invalid("messages: first message must use the \"user\" role");
        }
        foreach (JsonProperty member in message.EnumerateObject())
        {
            if (member.Name is not ("role" or "content"))
            {
                return SimulatedError.Invalid($"{place}.{member.Name}: Extra inputs are not permitted");
            }
        }
        text.NextMessage(isResult: false);
        return CheckContent(message, place, role == "user", text) ?? (isLast && role == "assistant" ? CheckPrefill(message) : null);
    }

    private static SimulatedError? CheckContent(JsonElement message, string place, bool isUser, RequestText text)
    {
        switch (message.Member("content"))
        {
            case { ValueKind: JsonValueKind.String } content when content.AsString().Length > 0:
                text.Add(isUser, [content.AsString()]);
                return null;
            case { ValueKind: JsonValueKind.Array } blocks when blocks.GetArrayLength() > 0:
                return CheckBlocks(blocks, $"{place}.content", isUser, text);
            case { ValueKind: JsonValueKind.String or JsonValueKind.Array }:
                return SimulatedError.Invalid($"{place}: all messages must have non-empty content except for the optional final assistant message");
            default:
                return SimulatedError.Invalid($"{place}.content: Field required");
        }
    }

    private static SimulatedError? CheckBlocks(JsonElement blocks, string place, bool isUser, RequestText text)
    {
        var texts = new List<string>();
        for (int i = 0; i < blocks.GetArrayLength(); i++)
        {
            if (AnthropicBlockCheck.Read(blocks[i], $"{place}.{i}", text, out string? said) is { } wrong)
            {
                return wrong;
            }
            if (said is not null)
            {
                texts.Add(said);
            }
        }
        text.Add(isUser, texts);
        return null;
    }

    private static SimulatedError? CheckPrefill(JsonElement message)
    {
        string? last = message.Member("content") is { ValueKind: JsonValueKind.Array } blocks ? blocks[blocks.GetArrayLength() - 1].Text("text") : message.Text("content");
        return last is not null && last.Length != last.TrimEnd().Length
            ? SimulatedError.Invalid("messages: final assistant content cannot end with trailing whitespace")
            : null;
    }
}
