using System.Text.Json;
using AiProxy.Providers.Json;
using AiProxy.Providers.Messages.Content;
using AiProxy.Providers.Messages.Tools;

namespace AiProxy.Providers.Anthropic;

/// <summary>Writes <c>tools</c> and <c>tool_choice</c>.</summary>
/// <remarks><see href="https://docs.anthropic.com/en/docs/agents-and-tools/tool-use/overview"/></remarks>
internal static class AnthropicTools
{
    /// <summary>Why a function's name is not taken; null where it is.</summary>
    public static string? RefuseName(string name) =>
        ToolNames.IsPlain(name) ? null : $"Anthropic's tool names have letters, digits, _ and -, at most {ToolNames.MaxLength}";

    public static void Write(Utf8JsonWriter writer, ToolRequest tools, IReadOnlyCollection<ToolCallPart> history)
    {
        if (!tools.Tools.IsEmpty)
        {
            writer.WriteStartArray("tools");
            foreach (ToolDefinition tool in tools.Tools)
            {
                WriteTool(writer, tool);
            }
            writer.WriteEndArray();
            WriteChoice(writer, tools);
        }
        else if (history.Count > 0)
        {
            WriteForgotten(writer, history);
        }
    }

    private static void WriteTool(Utf8JsonWriter writer, ToolDefinition tool)
    {
        writer.WriteStartObject();
        writer.WriteString("name", tool.Name);
        if (tool.Description is { } description)
        {
            writer.WriteVerbatim("description", description);
        }
        writer.WritePropertyName("input_schema");
        WriteSchema(writer, tool.Parameters);
        if (tool.Strict)
        {
            writer.WriteBoolean("strict", true);
        }
        writer.WriteEndObject();
    }

    // The schema must say that it is an object's; OpenAI lets that go without saying.
    private static void WriteSchema(Utf8JsonWriter writer, JsonElement? parameters)
    {
        if (parameters is { } schema && schema.Text("type") == "object")
        {
            writer.WriteVerbatim(schema);
            return;
        }
        writer.WriteStartObject();
        writer.WriteString("type", "object");
        if (parameters is { } members)
        {
            foreach (JsonProperty member in members.EnumerateObject())
            {
                if (member.Name != "type")
                {
                    writer.WriteVerbatim(member.Name, member.Value);
                }
            }
        }
        writer.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter writer, ToolRequest tools)
    {
        bool single = tools.Parallel == false && tools.Mode != ToolMode.None;
        if (tools.Mode == ToolMode.Auto && !single)
        {
            return;
        }
        writer.WriteStartObject("tool_choice");
        writer.WriteString("type", tools.Mode switch
        {
            ToolMode.None => "none",
            ToolMode.Required => "any",
            ToolMode.Named => "tool",
            _ => "auto",
        });
        if (tools.Name is { } name)
        {
            writer.WriteString("name", name);
        }
        if (single)
        {
            writer.WriteBoolean("disable_parallel_tool_use", true);
        }
        writer.WriteEndObject();
    }

    // Calls in the history want their tools declared, and a request without tools may not call any.
    private static void WriteForgotten(Utf8JsonWriter writer, IReadOnlyCollection<ToolCallPart> history)
    {
        writer.WriteStartArray("tools");
        foreach (string name in history.Select(call => call.Name).Distinct())
        {
            WriteTool(writer, new ToolDefinition(name, null, null, false, ""));
        }
        writer.WriteEndArray();
        writer.WriteStartObject("tool_choice");
        writer.WriteString("type", "none");
        writer.WriteEndObject();
    }
}
