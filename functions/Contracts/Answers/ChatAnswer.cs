using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiProxy.Contracts.Answers;

/// <summary>A provider's answer in the canonical form: what an OpenAI chat completion says, whoever gave it.</summary>
public sealed record ChatAnswer
{
    /// <summary>The provider's own id for the answer.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>The model as the provider names it.</summary>
    [JsonPropertyName("model")]
    public required string Model { get; init; }

    /// <summary>At least one.</summary>
    [JsonPropertyName("choices")]
    public required ImmutableArray<ChatChoice> Choices { get; init; }

    /// <summary>Token counts; null when the provider gave none.</summary>
    [JsonPropertyName("usage")]
    public Usage? Usage { get; init; }
}

/// <summary>One choice of an answer.</summary>
public sealed record ChatChoice
{
    /// <summary>An OpenAI assistant message: <c>role</c>, <c>content</c>, and whatever else came with it.</summary>
    [JsonPropertyName("message")]
    public required JsonElement Message { get; init; }

    /// <summary>OpenAI's finish reason: <c>stop</c>, <c>length</c>, <c>tool_calls</c>, <c>content_filter</c>; an open set.</summary>
    [JsonPropertyName("finishReason")]
    public required string FinishReason { get; init; }

    /// <summary>The provider's own word for it, where it is another one.</summary>
    [JsonPropertyName("nativeFinishReason")]
    public string? NativeFinishReason { get; init; }

    /// <summary>OpenAI's <c>logprobs</c>, where the provider gave them.</summary>
    [JsonPropertyName("logprobs")]
    public JsonElement? Logprobs { get; init; }
}
