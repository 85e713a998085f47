namespace AiProxy.StatesLanguage.Execution;

/// <summary>Why a state failed, as data.</summary>
/// <param name="Error">The error's name; null if a handler gave none.</param>
/// <param name="Cause">Its description.</param>
internal sealed record Failure(string? Error, string? Cause)
{
    /// <summary>
    /// Neither retried nor caught by States.ALL: the engine's own States.Runtime and States.DataLimitExceeded of a state's data.
    /// </summary>
    public bool IsTerminal { get; init; }

    /// <summary>A timeout for want of a heartbeat.</summary>
    public bool IsHeartbeat { get; init; }

    public static Failure Runtime(string cause) => new(ErrorNames.Runtime, cause) { IsTerminal = true };

    public static Failure ToleranceExceeded() =>
        new(ErrorNames.ExceedToleratedFailureThreshold, "The specified tolerated failure threshold was exceeded");

    public static Failure DataLimit(string what) =>
        new(
            ErrorNames.DataLimitExceeded,
            $"The state/task '{what}' returned a result with a size exceeding the maximum number of bytes service limit.");
}
