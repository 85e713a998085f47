using System.Collections.Immutable;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Plans;

namespace AiProxy.Contracts.Calls;

/// <summary>What Transform answers: the plan and the waves that carry it out, or a refusal.</summary>
public sealed record WavePlan
{
    /// <inheritdoc cref="Requests.WorkflowInput.RequestId"/>
    public required string RequestId { get; init; }

    /// <summary>As Validate made it; null when <see cref="Response"/> is set.</summary>
    public Plan? Plan { get; init; }

    /// <summary>Sent one after the other until the quorum is met.</summary>
    public ImmutableArray<Wave> Waves { get; init; } = [];

    /// <summary>The refusal, where a target cannot express the request and the route does not allow dropping.</summary>
    public HttpAnswer? Response { get; init; }
}
