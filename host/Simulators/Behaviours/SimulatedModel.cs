namespace AiProxy.Simulators.Behaviours;

/// <summary>A model's name, taken apart: <c>gpt-5.2@delay=300ms@fail=500</c>.</summary>
internal sealed record SimulatedModel
{
    /// <summary>As the caller wrote it; also what <see cref="FailTimes"/> counts by.</summary>
    public required string FullName { get; init; }

    /// <summary>Without the behaviours.</summary>
    public required string Name { get; init; }

    /// <summary>What goes wrong.</summary>
    public Fault Fault { get; init; }

    /// <summary>The status of a failure; null leaves it to the fault.</summary>
    public int? Status { get; init; }

    /// <summary>Time before anything is answered.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The hint that goes with a failure.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How many calls fail before the others succeed; null: all fail.</summary>
    public int? FailTimes { get; init; }

    /// <summary>Whether the answer breaks off at its length limit.</summary>
    public bool BreaksOff { get; init; }

    /// <summary>How many tools it calls, where there are any and nothing else says so.</summary>
    public int ToolCalls { get; init; }

    /// <summary>Whether the arguments of its calls are broken.</summary>
    public bool BadArguments { get; init; }

    /// <summary>Whether it thinks, asked or not.</summary>
    public bool Thinks { get; init; }

    /// <summary>The content type of its answers; null for JSON's.</summary>
    public string? ContentType { get; init; }

    /// <summary>Whether <see cref="RetryAfter"/> is told as a date.</summary>
    public bool RetryAsDate { get; init; }

    /// <summary>The pause between two pieces of the body, in <see cref="Fault.Drip"/>.</summary>
    public TimeSpan DripPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>What is answered whatever is asked.</summary>
    public string? Answer { get; init; }
}
