namespace AiProxy.Simulators;

/// <summary>One call that a simulator received.</summary>
public sealed record SimulatedCall
{
    /// <summary>Counts the server's calls, from 1.</summary>
    public required long Number { get; init; }

    /// <summary><c>openai</c>, <c>anthropic</c> or <c>gemini</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The model as the caller named it, behaviours included; empty when the request named none.</summary>
    public required string Model { get; init; }

    /// <summary>The URL's path.</summary>
    public required string Path { get; init; }

    /// <summary>When the request had been read.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Whether the header that carries this provider's key was there. The key itself is not kept.</summary>
    public required bool HasKey { get; init; }

    /// <summary>The request's body; null when it is over 1 MiB.</summary>
    public required string? Body { get; init; }

    /// <summary>What became of it, so far.</summary>
    public required SimulatedOutcome Outcome { get; init; }

    /// <summary>The status that was answered; null when none was.</summary>
    public int? Status { get; init; }
}

/// <summary>What became of a simulated call.</summary>
public enum SimulatedOutcome
{
    /// <summary>It is still being worked on, or hangs.</summary>
    Pending,

    /// <summary>A whole, good answer was given.</summary>
    Answered,

    /// <summary>It was refused, or failed as its model's name asked for.</summary>
    Failed,

    /// <summary>The client went away before the answer.</summary>
    Cancelled,
}
