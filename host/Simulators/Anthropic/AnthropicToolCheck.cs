using System.Text.Json;
using System.Text.RegularExpressions;
using AiProxy.Simulators.Replies;

namespace AiProxy.Simulators.Anthropic;

/// <summary>Refuses what Anthropic refuses of tools, calls and results.</summary>
internal static partial class AnthropicToolCheck
{
    public static SimulatedError? ReadTools(JsonElement body, out SimulatedTools tools)
    {
        tools = SimulatedTools.None;
        JsonElement? choice = body.Member("tool_choice");
        if (body.Member("tools") is not { ValueKind: JsonValueKind.Array } list)
        {
            return body.Member("tools") is not null ? SimulatedError.Invalid("tools: Input should be a valid list")
                : choice is not null ? SimulatedError.Invalid("tool_choice: `tool_choice` may only be specified while providing `tools`.")
                : null;
        }
        var read = new List<SimulatedTool>();
        foreach ((int index, JsonElement tool) in list.EnumerateArray().Index())
        {
            if (tool.Text("name") is not { } name || !Name().IsMatch(name))
            {
                return SimulatedError.Invalid($"tools.{index}.custom.name: String should match pattern '^[a-zA-Z0-9_-]{{1,128}}$'");
            }
            if (tool.Member("input_schema") is not { ValueKind: JsonValueKind.Object } schema || schema.Text("type") != "object")
            {
                return SimulatedError.Invalid($"tools.{index}.custom.input_schema.type: Field required");
            }
            if (tool.EnumerateObject().Select(member => member.Name).FirstOrDefault(member => member is not ("name" or "description" or "input_schema" or "strict" or "type" or "cache_control")) is { } unknown)
            {
                return SimulatedError.Invalid($"tools.{index}.custom.{unknown}: Extra inputs are not permitted");
            }
            read.Add(new SimulatedTool(name, schema));
        }
        bool parallel = choice.Member("disable_parallel_tool_use") is not { ValueKind: JsonValueKind.True };
        tools = new SimulatedTools(read, false, parallel);
        switch (choice.Text("type"))
        {
            case null when choice is null:
            case "auto":
                return null;
            case "none":
                tools = SimulatedTools.None;
                return null;
            case "any":
                tools = tools with { Forced = true };
                return null;
            case "tool" when read.FindAll(tool => tool.Name == choice.Text("name")) is { Count: > 0 } one:
                tools = new SimulatedTools(one, true, parallel);
                return null;
            default:
                return SimulatedError.Invalid($"tool_choice: Tool '{choice.Text("name")}' not found in provided tools");
        }
    }

    public static SimulatedError? CheckTurns(JsonElement body, JsonElement messages)
    {
        HashSet<string> open = [];
        bool anyCall = false;
        foreach ((int index, JsonElement message) in messages.EnumerateArray().Index())
        {
            (HashSet<string> calls, List<string> results, bool resultsFirst) = Blocks(message);
            anyCall |= calls.Count > 0 || results.Count > 0;
            if (results.Find(id => !open.Contains(id)) is { } orphan)
            {
                return SimulatedError.Invalid($"messages.{index}.content.0: unexpected `tool_use_id` found in `tool_result` blocks: {orphan}. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.");
            }
            if (!resultsFirst || open.Except(results).Any())
            {
                return SimulatedError.Invalid($"messages.{index}: `tool_use` ids were found without `tool_result` blocks immediately after: {string.Join(", ", open)}. Each `tool_use` block must have a corresponding `tool_result` block in the next message.");
            }
            open = calls;
        }
        if (open.Count > 0)
        {
            return SimulatedError.Invalid("messages: `tool_use` ids were found without `tool_result` blocks immediately after.");
        }
        return anyCall && body.Member("tools") is null
            ? SimulatedError.Invalid("Requests which include `tool_use` or `tool_result` blocks must define tools in the `tools` parameter.")
            : null;
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,128}$", RegexOptions.CultureInvariant)]
    public static partial Regex Name();

    private static (HashSet<string> Calls, List<string> Results, bool ResultsFirst) Blocks(JsonElement message)
    {
        HashSet<string> calls = [];
        List<string> results = [];
        bool resultsFirst = true;
        bool otherSeen = false;
        foreach (JsonElement block in message.Member("content").Items())
        {
            bool isResult = block.Text("type") == "tool_result";
            resultsFirst &= !isResult || !otherSeen;
            otherSeen |= !isResult;
            if (isResult)
            {
                results.Add(block.Text("tool_use_id") ?? "");
            }
            else if (block.Text("type") == "tool_use")
            {
                calls.Add(block.Text("id") ?? "");
            }
        }
        return (calls, results, resultsFirst);
    }
}
