namespace AiProxy.Simulators;

/// <summary>Settings of a <see cref="SimulatorServer"/>.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Where to listen; port 0 takes a free one. Default: <c>http://127.0.0.1:0</c>.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:0";

    /// <summary>The clock that delays wait on and answers are dated by. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How many calls <see cref="SimulatorServer.Calls"/> remembers, the newest; at least 1, and fewer where their bodies are large (8 Mi characters together). Default: 1000.</summary>
    public int MaxLoggedCalls { get; init; } = 1000;
}
