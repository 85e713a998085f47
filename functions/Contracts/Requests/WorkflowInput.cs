using System.Text.Json.Serialization;
using AiProxy.Contracts.Payloads;

namespace AiProxy.Contracts.Requests;

/// <summary>What the Gateway starts a workflow with: the execution's input, and the input of Validate.</summary>
public sealed record WorkflowInput
{
    /// <summary>The request's id, minted by the Gateway: the execution's name and the correlation id of every log line. 1 to 80 characters of <c>[A-Za-z0-9_-]</c>.</summary>
    [JsonPropertyName("requestId")]
    public required string RequestId { get; init; }

    /// <summary>Who is asking, as the Gateway established it; scopes idempotency. Never a key.</summary>
    [JsonPropertyName("caller")]
    public required string Caller { get; init; }

    /// <summary>The caller's <c>Idempotency-Key</c> header, or null.</summary>
    [JsonPropertyName("idempotencyKey")]
    public string? IdempotencyKey { get; init; }

    /// <summary>
    /// What is left of the request's deadline, milliseconds, where the Gateway has used some of it: waiting for the same request to be answered.
    /// Null: all of it. It can only tighten the plan's deadline.
    /// </summary>
    [JsonPropertyName("timeLeftMs")]
    public int? TimeLeftMs { get; init; }

    /// <summary>The OpenAI chat-completion body, inline or as a reference where it is large.</summary>
    /// <remarks><see href="https://platform.openai.com/docs/api-reference/chat/create"/></remarks>
    [JsonPropertyName("request")]
    public required Payload Request { get; init; }
}
