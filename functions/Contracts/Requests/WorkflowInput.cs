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

    /// <summary>
    /// The OpenAI chat-completion body, inline or as a reference where it is large. <see cref="Payload.None"/> where no Gateway stands before the
    /// workflow: then <see cref="Body"/> or <see cref="BodyLength"/> is set.
    /// </summary>
    /// <remarks><see href="https://platform.openai.com/docs/api-reference/chat/create"/></remarks>
    [JsonPropertyName("request")]
    public Payload Request { get => field ?? Payload.None; init; } = Payload.None;

    /// <summary>The body as it came, unparsed, from API Gateway's own start of the workflow (the lean front door).</summary>
    [JsonPropertyName("body")]
    public string? Body { get; init; }

    /// <summary>Characters of a body that the lean front door found too large to send, in place of it.</summary>
    [JsonPropertyName("bodyLength")]
    public int? BodyLength { get; init; }

    /// <summary>
    /// What the caller's key may ask for, where no Gateway has looked at it: names of models, separated by spaces, or <c>*</c> for all; empty allows
    /// nothing. Null: a Gateway has looked.
    /// </summary>
    [JsonPropertyName("allowedRoutes")]
    public string? AllowedRoutes { get; init; }
}
