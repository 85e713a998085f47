using System.Collections.Immutable;
using System.Text.Json;
using AiProxy.Providers.Json;

namespace AiProxy.Providers.Messages.Tools;

/// <summary>What a request says about tools: <c>tools</c>, <c>tool_choice</c>, <c>parallel_tool_calls</c>.</summary>
/// <param name="Tools">The functions; without those that the choice rules out.</param>
/// <param name="Mode">Whether the model must call.</param>
/// <param name="Name">The function it must call, in <see cref="ToolMode.Named"/>.</param>
/// <param name="Parallel">Whether it may call several at once; null when the request does not say.</param>
/// <remarks><see href="https://platform.openai.com/docs/api-reference/chat/create#chat-create-tools"/></remarks>
internal sealed record ToolRequest(ImmutableArray<ToolDefinition> Tools, ToolMode Mode, string? Name, bool? Parallel)
{
    /// <summary>Whether the model is made to call something.</summary>
    public bool IsForced => Mode is ToolMode.Required or ToolMode.Named;

    /// <param name="request">The OpenAI request.</param>
    /// <param name="refuseName">Says why the format does not take a function's name; null where it does.</param>
    /// <param name="report">Takes what is left out.</param>
    public static ToolRequest Read(JsonElement request, Func<string, string?> refuseName, TranslationReport report)
    {
        ImmutableArray<ToolDefinition>.Builder tools = ImmutableArray.CreateBuilder<ToolDefinition>();
        foreach ((int index, JsonElement tool) in request.Member("tools").Items().Index())
        {
            if (ReadTool(tool, $"/tools/{index}", refuseName, report) is { } definition)
            {
                tools.Add(definition);
            }
        }
        ToolRequest read = ReadChoice(request.Member("tool_choice"), tools.ToImmutable(), report) with
        {
            Parallel = request.Member("parallel_tool_calls")?.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => null,
            },
        };
        return read;
    }

    private static ToolDefinition? ReadTool(JsonElement tool, string pointer, Func<string, string?> refuseName, TranslationReport report)
    {
        if (tool.Text("type") is not (null or "function") || tool.Member("function") is not { } function
            || function.Member("name") is not { ValueKind: JsonValueKind.String } nameText || nameText.AsText() is not { Length: > 0 } name)
        {
            report.Unsupported(pointer, "this format has tools of the type \"function\", with a name, and no others");
            return null;
        }
        if (refuseName(name) is { } complaint)
        {
            report.Unsupported($"{pointer}/function/name", complaint);
            return null;
        }
        foreach (JsonProperty member in function.EnumerateObject())
        {
            if (member.Name is not ("name" or "description" or "parameters" or "strict") && member.Value.ValueKind != JsonValueKind.Null)
            {
                report.Unsupported(TranslationReport.Pointer($"{pointer}/function", member.Name), "not known to this format");
            }
        }
        JsonElement? parameters = function.Member("parameters");
        if (parameters is { ValueKind: not JsonValueKind.Object })
        {
            report.Unsupported($"{pointer}/function/parameters", "parameters must be a JSON schema, an object");
            parameters = null;
        }
        JsonElement? description = function.Member("description") is { ValueKind: JsonValueKind.String } text && !JsonText.IsBlank(text) ? text : null;
        return new ToolDefinition(name, description, parameters, function.Member("strict") is { ValueKind: JsonValueKind.True }, pointer);
    }

    private static ToolRequest ReadChoice(JsonElement? choice, ImmutableArray<ToolDefinition> tools, TranslationReport report)
    {
        switch (choice)
        {
            case null:
                return new ToolRequest(tools, ToolMode.Auto, null, null);
            case { ValueKind: JsonValueKind.String } text when ModeOf(text.AsText()) is { } mode && (mode != ToolMode.Required || !tools.IsEmpty):
                return new ToolRequest(tools, mode, null, null);
            case { } named when named.Text("type") == "function" && named.Member("function").Text("name") is { } name && tools.Any(tool => tool.Name == name):
                return new ToolRequest(tools, ToolMode.Named, name, null);
            case { } allowed when allowed.Text("type") == "allowed_tools" && ReadAllowed(allowed.Member("allowed_tools"), tools) is { } read:
                return read;
            default:
                report.Unsupported("/tool_choice", "none of the choices that this format has, or it names a tool that is not among the tools");
                return new ToolRequest(tools, ToolMode.Auto, null, null);
        }
    }

    // {"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[{"type":"function","function":{"name":"f"}}]}}: the others might as well not be there.
    private static ToolRequest? ReadAllowed(JsonElement? allowed, ImmutableArray<ToolDefinition> tools)
    {
        var names = allowed.Member("tools").Items().Select(tool => tool.Member("function").Text("name") ?? tool.Text("name")).ToHashSet();
        ImmutableArray<ToolDefinition> kept = [.. tools.Where(tool => names.Contains(tool.Name))];
        return kept.IsEmpty || kept.Length != names.Count || ModeOf(allowed.Text("mode") ?? "auto") is not { } mode
            ? null
            : new ToolRequest(kept, mode, null, null);
    }

    private static ToolMode? ModeOf(string? word) => word switch
    {
        "auto" => ToolMode.Auto,
        "none" => ToolMode.None,
        "required" => ToolMode.Required,
        _ => null,
    };
}
