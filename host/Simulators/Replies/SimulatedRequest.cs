using System.Text.Json;
using AiProxy.Simulators.Behaviours;

namespace AiProxy.Simulators.Replies;

/// <summary>What of a request a reply depends on, whatever the format.</summary>
internal sealed record SimulatedRequest
{
    public required SimulatedModel Model { get; init; }

    /// <summary>What was said.</summary>
    public required RequestText Text { get; init; }

    public int? MaxTokens { get; init; }

    public IReadOnlyList<string> Stops { get; init; } = [];

    /// <summary>How many answers are asked for.</summary>
    public int Count { get; init; } = 1;

    /// <summary>What may be called.</summary>
    public SimulatedTools Tools { get; init; } = SimulatedTools.None;

    /// <summary>Whether the answer must be JSON.</summary>
    public bool Json { get; init; }

    /// <summary>The schema that the answer must follow; null when there is none.</summary>
    public JsonElement? Schema { get; init; }

    /// <summary>Whether thoughts are asked for.</summary>
    public bool Thinks { get; init; }
}

/// <summary>The tools of a request.</summary>
/// <param name="Tools">Those that may be called.</param>
/// <param name="Forced">Whether one must be.</param>
/// <param name="Parallel">Whether several may be at once.</param>
internal sealed record SimulatedTools(IReadOnlyList<SimulatedTool> Tools, bool Forced, bool Parallel)
{
    public static readonly SimulatedTools None = new([], false, false);
}

/// <summary>One tool.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">The schema of its arguments; null when it takes none.</param>
internal sealed record SimulatedTool(string Name, JsonElement? Schema);
