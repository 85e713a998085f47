using System.Collections.Immutable;
using System.Text.Json.Serialization;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Plans;

namespace AiProxy.Contracts.Calls;

/// <summary>What Transform answers: the plan and the waves that carry it out, or a refusal.</summary>
public sealed record WavePlan
{
    /// <inheritdoc cref="Requests.WorkflowInput.RequestId"/>
    [JsonPropertyName("requestId")]
    public required string RequestId { get; init; }

    /// <summary>As Validate made it; null when <see cref="Response"/> is set.</summary>
    [JsonPropertyName("plan")]
    public Plan? Plan { get; init; }

    /// <summary>Sent one after the other until the quorum is met.</summary>
    [JsonPropertyName("waves")]
    public ImmutableArray<Wave> Waves { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The refusal, where a target cannot express the request and the route does not allow dropping.</summary>
    [JsonPropertyName("response")]
    public HttpAnswer? Response { get; init; }
}
