using AiProxy.Simulators.Behaviours;

namespace AiProxy.Simulators.Replies;

/// <summary>What of a request a reply depends on, whatever the format.</summary>
internal sealed record SimulatedRequest
{
    public required SimulatedModel Model { get; init; }

    /// <summary>The text of the last message that is the user's.</summary>
    public required string LastUserText { get; init; }

    /// <summary>Characters of all text that was sent.</summary>
    public required int PromptCharacters { get; init; }

    public int? MaxTokens { get; init; }

    public IReadOnlyList<string> Stops { get; init; } = [];

    /// <summary>How many answers are asked for.</summary>
    public int Count { get; init; } = 1;
}
