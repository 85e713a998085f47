using System.Text.Json.Nodes;

namespace AiProxy.EndToEnd.Tests.Failures;

/// <summary>One failure: a route that meets it, and everything that can be seen of it from outside. The rows are in <c>Catalogue/*.json</c>, see the README there.</summary>
public sealed record FailureRow
{
    /// <summary>Names the row, its route and its provider calls.</summary>
    public required string Name { get; init; }

    /// <summary>The route's members in the routes file.</summary>
    public required JsonObject Route { get; init; }

    /// <summary>A workflow of the row's own; null: the project's.</summary>
    public JsonNode? Workflow { get; init; }

    /// <summary>What is posted.</summary>
    public required string Body { get; init; }

    /// <summary>The caller goes away once this many calls have reached providers; 0: it stays.</summary>
    public int LeavesAt { get; init; }

    /// <summary>The whole story, line by line.</summary>
    public required Story Expected { get; init; }

    /// <summary>Parts of the error's message.</summary>
    public IReadOnlyList<string> Says { get; init; } = [];

    public override string ToString() => Name;
}
