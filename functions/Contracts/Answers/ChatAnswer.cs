using System.Collections.Immutable;
using System.Text.Json;

namespace AiProxy.Contracts.Answers;

/// <summary>A provider's answer in the canonical form: what an OpenAI chat completion says, whoever gave it.</summary>
public sealed record ChatAnswer
{
    /// <summary>The provider's own id for the answer.</summary>
    public required string Id { get; init; }

    /// <summary>The model as the provider names it.</summary>
    public required string Model { get; init; }

    /// <summary>At least one.</summary>
    public required ImmutableArray<ChatChoice> Choices { get; init; }

    /// <summary>Token counts; null when the provider gave none.</summary>
    public Usage? Usage { get; init; }
}

/// <summary>One choice of an answer.</summary>
public sealed record ChatChoice
{
    /// <summary>An OpenAI assistant message: <c>role</c>, <c>content</c>, and whatever else came with it.</summary>
    public required JsonElement Message { get; init; }

    /// <summary>OpenAI's finish reason: <c>stop</c>, <c>length</c>, <c>tool_calls</c>, <c>content_filter</c>; an open set.</summary>
    public required string FinishReason { get; init; }

    /// <summary>The provider's own word for it, where it is another one.</summary>
    public string? NativeFinishReason { get; init; }

    /// <summary>OpenAI's <c>logprobs</c>, where the provider gave them.</summary>
    public JsonElement? Logprobs { get; init; }
}
