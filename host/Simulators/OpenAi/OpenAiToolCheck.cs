using System.Text.Json;
using System.Text.RegularExpressions;
using AiProxy.Simulators.Replies;

namespace AiProxy.Simulators.OpenAi;

/// <summary>Refuses what OpenAI refuses of tools, calls and results.</summary>
internal static partial class OpenAiToolCheck
{
    private const int MaxIdLength = 40;

    public static SimulatedError? ReadTools(JsonElement body, out SimulatedTools tools)
    {
        tools = SimulatedTools.None;
        var read = new List<SimulatedTool>();
        if (body.Member("tools") is not { } list)
        {
            string? alone = body.Member("tool_choice") is not null ? "tool_choice" : body.Member("parallel_tool_calls") is not null ? "parallel_tool_calls" : null;
            return alone is null ? null : SimulatedError.Invalid($"Invalid value for '{alone}': '{alone}' is only allowed when 'tools' are specified.", alone);
        }
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            return SimulatedError.Invalid("Invalid 'tools': empty array. Expected an array with minimum length 1, but got an empty array instead.", "tools", "empty_array");
        }
        foreach ((int index, JsonElement tool) in list.EnumerateArray().Index())
        {
            string? type = tool.Text("type");
            if (type is not ("function" or "custom"))
            {
                return SimulatedError.Invalid($"Invalid value: '{type}'. Supported values are: 'function' and 'custom'.", $"tools[{index}].type", "invalid_value");
            }
            if (tool.Member(type).Text("name") is not { } name || !Name().IsMatch(name))
            {
                return SimulatedError.Invalid($"Invalid 'tools[{index}].{type}.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.", $"tools[{index}].{type}.name", "invalid_value");
            }
            if (type == "function")
            {
                read.Add(new SimulatedTool(name, tool.Member("function").Member("parameters")));
            }
        }
        return ReadChoice(body, read, out tools);
    }

    public static SimulatedError? CheckTurns(JsonElement messages)
    {
        var open = new HashSet<string>();
        foreach ((int index, JsonElement message) in messages.EnumerateArray().Index())
        {
            string place = $"messages[{index}]";
            if (message.Text("role") == "tool")
            {
                if (!open.Remove(message.Text("tool_call_id") ?? ""))
                {
                    return SimulatedError.Invalid("Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.", $"{place}.role");
                }
                continue;
            }
            if (Unanswered(open) is { } missing)
            {
                return missing;
            }
            foreach (JsonElement call in message.Member("tool_calls").Items())
            {
                if (call.Text("id") is not { } id || call.Text("type") is null)
                {
                    return SimulatedError.Invalid($"Missing required parameter: '{place}.tool_calls[0].id'.", $"{place}.tool_calls", "missing_required_parameter");
                }
                if (id.Length > MaxIdLength)
                {
                    return SimulatedError.Invalid($"Invalid '{place}.tool_calls[0].id': string too long. Expected a string with maximum length {MaxIdLength}, but got a string with length {id.Length} instead.", $"{place}.tool_calls", "string_above_max_length");
                }
                open.Add(id);
            }
        }
        return Unanswered(open);
    }

    private static SimulatedError? Unanswered(HashSet<string> open) => open.Count == 0 ? null : SimulatedError.Invalid(
        "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: "
        + string.Join(", ", open), "messages");

    private static SimulatedError? ReadChoice(JsonElement body, List<SimulatedTool> read, out SimulatedTools tools)
    {
        bool parallel = body.Member("parallel_tool_calls") is not { ValueKind: JsonValueKind.False };
        tools = new SimulatedTools(read, false, parallel);
        JsonElement? choice = body.Member("tool_choice");
        switch (choice)
        {
            case null or { ValueKind: JsonValueKind.String } when body.Text("tool_choice") is null or "auto":
                return null;
            case { ValueKind: JsonValueKind.String } when body.Text("tool_choice") == "none":
                tools = SimulatedTools.None;
                return null;
            case { ValueKind: JsonValueKind.String } when body.Text("tool_choice") == "required":
                tools = tools with { Forced = true };
                return null;
            case { ValueKind: JsonValueKind.Object } named when named.Text("type") == "allowed_tools":
                return null;
            case { ValueKind: JsonValueKind.Object } named when read.FindAll(tool => tool.Name == named.Member("function").Text("name")) is { Count: > 0 } one:
                tools = new SimulatedTools(one, true, parallel);
                return null;
            default:
                return SimulatedError.Invalid("Invalid value for 'tool_choice': it names no tool in 'tools'.", "tool_choice");
        }
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
