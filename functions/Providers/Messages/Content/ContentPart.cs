using System.Collections.Immutable;
using System.Text.Json;

namespace AiProxy.Providers.Messages.Content;

/// <summary>One part of a turn. A kind of content that is to be translated becomes one more record here, and one more case in each format's writer.</summary>
internal abstract record ContentPart;

/// <summary>Text that is not blank.</summary>
/// <param name="Text">A JSON string, as the caller wrote it.</param>
internal sealed record TextPart(JsonElement Text) : ContentPart
{
    /// <summary>Gemini's signature of the thoughts that led here, where an answer of its own comes back.</summary>
    public JsonElement? Signature { get; init; }
}

/// <summary>An image, a document or a sound.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Source">Where its bytes are.</param>
/// <param name="FileName">A JSON string; null when the caller gave none.</param>
internal sealed record MediaPart(MediaKind Kind, MediaSource Source, JsonElement? FileName = null) : ContentPart;

internal enum MediaKind
{
    Image,
    Document,
    Audio,
}

/// <summary>A call of a tool that the assistant made.</summary>
/// <param name="Id">The call's id, in an alphabet that every provider takes.</param>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">A JSON object.</param>
internal sealed record ToolCallPart(string Id, string Name, JsonElement Arguments) : ContentPart
{
    /// <inheritdoc cref="TextPart.Signature"/>
    public JsonElement? Signature { get; init; }
}

/// <summary>What a tool answered.</summary>
/// <param name="Id">The id of the call it answers.</param>
/// <param name="Name">The tool.</param>
/// <param name="Texts">JSON strings; may be blank, or none.</param>
internal sealed record ToolResultPart(string Id, string Name, ImmutableArray<JsonElement> Texts) : ContentPart;

/// <summary>A block that the target itself gave in an earlier answer and wants back unchanged: its thoughts.</summary>
internal sealed record ThoughtPart(JsonElement Block) : ContentPart;
