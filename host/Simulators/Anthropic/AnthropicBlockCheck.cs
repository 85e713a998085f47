using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using AiProxy.Simulators.Replies;

namespace AiProxy.Simulators.Anthropic;

/// <summary>Refuses what Anthropic refuses of one content block.</summary>
internal static partial class AnthropicBlockCheck
{
    private static readonly FrozenSet<string> Types = new[]
    {
        "text", "image", "document", "tool_use", "tool_result", "thinking", "redacted_thinking", "search_result",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> ImageTypes = new[] { "image/jpeg", "image/png", "image/gif", "image/webp" }.ToFrozenSet();

    /// <returns>The error, or null with the block's own text, if it is one.</returns>
    public static SimulatedError? Read(JsonElement block, string place, RequestText text, out string? said)
    {
        said = null;
        string? type = block.Text("type");
        if (type is null || !Types.Contains(type))
        {
            return SimulatedError.Invalid($"{place}: Input tag '{type}' found using 'type' does not match any of the expected tags");
        }
        switch (type)
        {
            case "text":
                said = block.Text("text");
                return CheckText(said, place);
            case "image" or "document":
                return ReadSource(block, type, place, text);
            case "tool_use":
                return block.Text("id") is not { } id || !Id().IsMatch(id) ? SimulatedError.Invalid($"{place}.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'")
                    : block.Text("name") is not { } name || !AnthropicToolCheck.Name().IsMatch(name) ? SimulatedError.Invalid($"{place}.tool_use.name: String should match pattern '^[a-zA-Z0-9_-]{{1,128}}$'")
                    : block.Member("input") is not { ValueKind: JsonValueKind.Object } ? SimulatedError.Invalid($"{place}.tool_use.input: Input should be a valid dictionary")
                    : null;
            case "tool_result":
                return ReadResult(block, place, text);
            case "thinking":
                return Signature.IsOf(block.Text("signature"), block.Text("thinking") ?? "")
                    ? null
                    : SimulatedError.Invalid($"{place}: Invalid `signature` in `thinking` block");
            default:
                return null;
        }
    }

    private static SimulatedError? CheckText(string? said, string place) => said switch
    {
        null => SimulatedError.Invalid($"{place}.text.text: Field required"),
        "" => SimulatedError.Invalid("messages: text content blocks must be non-empty"),
        _ when string.IsNullOrWhiteSpace(said) => SimulatedError.Invalid("messages: text content blocks must contain non-whitespace text"),
        _ => null,
    };

    private static SimulatedError? ReadSource(JsonElement block, string type, string place, RequestText text)
    {
        JsonElement? source = block.Member("source");
        string? description = source.Text("type") switch
        {
            "base64" when IsMediaType(type, source.Text("media_type")) => MediaText.OfBase64(source.Text("media_type")!, source.Text("data") ?? ""),
            "url" when source.Text("url")?.StartsWith("https://", StringComparison.Ordinal) == true => MediaText.OfUrl(source.Text("url")!),
            "file" => source.Text("file_id"),
            _ => null,
        };
        if (description is null)
        {
            return SimulatedError.Invalid($"{place}.{type}.source: Could not process {type}");
        }
        text.AddMedia(description);
        return null;
    }

    private static bool IsMediaType(string type, string? mediaType) => type == "image" ? mediaType is not null && ImageTypes.Contains(mediaType) : mediaType == "application/pdf";

    private static SimulatedError? ReadResult(JsonElement block, string place, RequestText text)
    {
        switch (block.Member("content"))
        {
            case null:
                text.AddToolResult("");
                return null;
            case { ValueKind: JsonValueKind.String } content:
                text.AddToolResult(content.AsString());
                return null;
            case { ValueKind: JsonValueKind.Array } blocks:
                text.AddToolResult(string.Concat(blocks.EnumerateArray().Select(inner => inner.Text("text"))));
                return blocks.EnumerateArray().Select(inner => inner.Text("type") == "text" ? CheckText(inner.Text("text"), place) : null).FirstOrDefault(wrong => wrong is not null);
            default:
                return SimulatedError.Invalid($"{place}.tool_result.content: Input should be a valid string or list");
        }
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
