using System.Text.Json;
using AiProxy.Providers.Json;
using AiProxy.Providers.Messages.Tools;

namespace AiProxy.Providers.Gemini;

/// <summary>Writes <c>tools</c> and <c>toolConfig</c>.</summary>
/// <remarks><see href="https://ai.google.dev/gemini-api/docs/function-calling"/></remarks>
internal static class GeminiTools
{
    /// <summary>Why a function's name is not taken; null where it is.</summary>
    public static string? RefuseName(string name) => name.Length is > 0 and <= ToolNames.MaxLength && ToolNames.IsStart(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ':')
        ? null
        : $"Gemini's function names begin with a letter or _, go on with letters, digits, _, -, . and :, and have at most {ToolNames.MaxLength} characters";

    public static void Write(Utf8JsonWriter writer, ToolRequest tools, TranslationReport report)
    {
        if (tools.Tools.IsEmpty)
        {
            return;
        }
        if (tools.Parallel == false)
        {
            report.Unsupported("/parallel_tool_calls", "Gemini cannot be kept from calling several functions at once");
        }
        writer.WriteStartArray("tools");
        writer.WriteStartObject();
        writer.WriteStartArray("functionDeclarations");
        foreach (ToolDefinition tool in tools.Tools)
        {
            WriteDeclaration(writer, tool);
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        WriteConfig(writer, tools);
    }

    private static void WriteDeclaration(Utf8JsonWriter writer, ToolDefinition tool)
    {
        writer.WriteStartObject();
        writer.WriteString("name", tool.Name);
        if (tool.Description is { } description)
        {
            writer.WriteVerbatim("description", description);
        }
        // Real JSON schema; "parameters" takes a dialect of its own.
        if (tool.Parameters is { } parameters)
        {
            writer.WriteVerbatim("parametersJsonSchema", parameters);
        }
        writer.WriteEndObject();
    }

    private static void WriteConfig(Utf8JsonWriter writer, ToolRequest tools)
    {
        // VALIDATED: free to call or not, but a call follows its schema. The nearest thing to "strict".
        string? mode = tools.Mode switch
        {
            ToolMode.None => "NONE",
            ToolMode.Required or ToolMode.Named => "ANY",
            _ => tools.Tools.Any(tool => tool.Strict) ? "VALIDATED" : null,
        };
        if (mode is null)
        {
            return;
        }
        writer.WriteStartObject("toolConfig");
        writer.WriteStartObject("functionCallingConfig");
        writer.WriteString("mode", mode);
        if (tools.Name is { } name)
        {
            writer.WriteStartArray("allowedFunctionNames");
            writer.WriteStringValue(name);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
