using System.Text.Json.Serialization;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Plans;

namespace AiProxy.Contracts.Requests;

/// <summary>What Validate answers: a plan and the request it is for, or a refusal. Input of Transform.</summary>
public sealed record ValidatedRequest
{
    /// <inheritdoc cref="WorkflowInput.RequestId"/>
    [JsonPropertyName("requestId")]
    public required string RequestId { get; init; }

    /// <inheritdoc cref="WorkflowInput.Caller"/>
    [JsonPropertyName("caller")]
    public required string Caller { get; init; }

    /// <inheritdoc cref="WorkflowInput.IdempotencyKey"/>
    [JsonPropertyName("idempotencyKey")]
    public string? IdempotencyKey { get; init; }

    /// <summary>Which targets to ask and how; null when <see cref="Response"/> is set.</summary>
    [JsonPropertyName("plan")]
    public Plan? Plan { get; init; }

    /// <summary>The request as it came; null when <see cref="Response"/> is set.</summary>
    [JsonPropertyName("request")]
    public Payload? Request { get; init; }

    /// <summary>The refusal. A refusal is data, not an exception: the workflow ends with it as its output.</summary>
    [JsonPropertyName("response")]
    public HttpAnswer? Response { get; init; }
}
