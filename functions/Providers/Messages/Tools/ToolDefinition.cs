using System.Text.Json;

namespace AiProxy.Providers.Messages.Tools;

/// <summary>A function that the model may call.</summary>
/// <param name="Name">As the caller names it.</param>
/// <param name="Description">A JSON string.</param>
/// <param name="Parameters">A JSON schema, an object; null when the function takes none.</param>
/// <param name="Strict">Whether calls must follow the schema to the letter.</param>
/// <param name="Pointer">Where it stands in the request.</param>
internal sealed record ToolDefinition(string Name, JsonElement? Description, JsonElement? Parameters, bool Strict, string Pointer);

/// <summary>Whether the model must call.</summary>
internal enum ToolMode
{
    Auto,
    None,
    Required,
    Named,
}
