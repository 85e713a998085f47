using System.Text.Json;
using AiProxy.Simulators.Behaviours;
using AiProxy.Simulators.Replies;

namespace AiProxy.Simulators.OpenAi;

/// <summary>
/// Refuses what OpenAI refuses, so that a wrong translation is found without a key. Members that are not known are let through, as the many
/// compatible servers do; the proxy's own are not.
/// </summary>
internal static class OpenAiRequestCheck
{
    public static SimulatedError? Read(HttpCall call, SimulatedModel model, out SimulatedRequest? request)
    {
        request = null;
        if (call.Body is not { ValueKind: JsonValueKind.Object } body)
        {
            return SimulatedError.Invalid("We could not parse the JSON body of your request. The OpenAI API expects a JSON payload.");
        }
        if (model.Name.Length == 0)
        {
            return SimulatedError.Invalid("you must provide a model parameter");
        }
        var text = new RequestText();
        SimulatedTools tools = SimulatedTools.None;
        bool json = false;
        JsonElement? schema = null;
        if ((CheckMembers(body) ?? CheckMessages(body, text) ?? OpenAiToolCheck.ReadTools(body, out tools)
            ?? OpenAiContentCheck.ReadFormat(body, out json, out schema)) is { } wrong)
        {
            return wrong;
        }
        request = new SimulatedRequest
        {
            Model = model,
            Text = text,
            MaxTokens = body.Int("max_completion_tokens") ?? body.Int("max_tokens"),
            Stops = body.Member("stop").Strings(),
            Count = body.Int("n") ?? 1,
            Tools = tools,
            Json = json,
            Schema = schema,
            Thinks = body.Text("reasoning_effort") is not (null or "none"),
        };
        return null;
    }

    private static SimulatedError? CheckMembers(JsonElement body)
    {
        if (body.Member("aiproxy") is not null)
        {
            return SimulatedError.Invalid("Unknown parameter: 'aiproxy'.", "aiproxy", "unknown_parameter");
        }
        if (body.Member("stream") is { ValueKind: JsonValueKind.True })
        {
            return SimulatedError.Invalid("The simulator does not stream; leave 'stream' out.", "stream", "unsupported_value");
        }
        if (body.Member("stream_options") is not null)
        {
            return SimulatedError.Invalid("The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options");
        }
        if (body.Member("max_tokens") is not null && body.Member("max_completion_tokens") is not null)
        {
            return SimulatedError.Invalid("Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.", "max_tokens", "invalid_parameter_combination");
        }
        return Range(body, "temperature", 0, 2)
            ?? Range(body, "top_p", 0, 1)
            ?? Range(body, "presence_penalty", -2, 2)
            ?? Range(body, "frequency_penalty", -2, 2)
            ?? Range(body, "n", 1, 128)
            ?? Range(body, "max_tokens", 1, int.MaxValue)
            ?? Range(body, "max_completion_tokens", 1, int.MaxValue)
            ?? CheckStop(body);
    }

    private static SimulatedError? CheckStop(JsonElement body) => body.Member("stop") switch
    {
        null or { ValueKind: JsonValueKind.String } => null,
        { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() > 4 =>
            SimulatedError.Invalid($"Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with length {list.GetArrayLength()} instead.", "stop", "array_above_max_length"),
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => null,
        _ => SimulatedError.Invalid("Invalid type for 'stop': expected a string or an array of strings.", "stop", "invalid_type"),
    };

    private static SimulatedError? Range(JsonElement body, string name, double min, double max) => body.Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.GetDouble() >= min && number.GetDouble() <= max => null,
        { ValueKind: JsonValueKind.Number } number =>
            SimulatedError.Invalid($"Invalid '{name}': {number.GetRawText()} is not between {min} and {max}.", name, number.GetDouble() < min ? "decimal_below_min_value" : "decimal_above_max_value"),
        _ => SimulatedError.Invalid($"Invalid type for '{name}': expected a number.", name, "invalid_type"),
    };

    private static SimulatedError? CheckMessages(JsonElement body, RequestText text)
    {
        if (body.Member("messages") is not { } messages)
        {
            return SimulatedError.Invalid("Missing required parameter: 'messages'.", "messages", "missing_required_parameter");
        }
        if (messages.ValueKind != JsonValueKind.Array || messages.GetArrayLength() == 0)
        {
            return SimulatedError.Invalid("Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.", "messages", "empty_array");
        }
        int index = 0;
        foreach (JsonElement message in messages.EnumerateArray())
        {
            if (CheckMessage(message, $"messages[{index}]", text) is { } wrong)
            {
                return wrong;
            }
            index++;
        }
        return OpenAiToolCheck.CheckTurns(messages);
    }

    private static SimulatedError? CheckMessage(JsonElement message, string place, RequestText text)
    {
        string? role = message.Text("role");
        if (role is not ("system" or "developer" or "user" or "assistant" or "tool" or "function"))
        {
            return SimulatedError.Invalid(
                $"Invalid value: '{role}'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.", $"{place}.role", "invalid_value");
        }
        if (role == "tool" && message.Text("tool_call_id") is null)
        {
            return SimulatedError.Invalid($"Missing parameter 'tool_call_id': messages with role 'tool' must have a 'tool_call_id'.", $"{place}.tool_call_id");
        }
        if (message.Member("aiproxy") is not null)
        {
            return SimulatedError.Invalid($"Unknown parameter: '{place}.aiproxy'.", $"{place}.aiproxy", "unknown_parameter");
        }
        text.NextMessage(role == "tool");
        switch (message.Member("content"))
        {
            case null when role == "assistant" && (message.Member("tool_calls") ?? message.Member("function_call") ?? message.Member("refusal") ?? message.Member("audio")) is not null:
                return null;
            case { ValueKind: JsonValueKind.String } content when role == "tool":
                text.AddToolResult(content.AsString());
                return null;
            case { ValueKind: JsonValueKind.Array } parts when role == "tool" && parts.EnumerateArray().All(part => part.Text("type") == "text"):
                text.AddToolResult(string.Concat(parts.EnumerateArray().Select(part => part.Text("text"))));
                return null;
            case { ValueKind: JsonValueKind.String } content:
                text.Add(role == "user", [content.AsString()]);
                return null;
            case { ValueKind: JsonValueKind.Array } parts when parts.EnumerateArray().All(part => part.Text("type") is not null):
                text.Add(role == "user", parts.EnumerateArray().Select(part => part.Text("text")).OfType<string>());
                return OpenAiContentCheck.ReadMedia(parts, place, text);
            case var other:
                return SimulatedError.Invalid(
                    $"Invalid value for 'content': expected a string or an array of parts, got {other?.ValueKind.ToString() ?? "null"}.", $"{place}.content");
        }
    }
}
