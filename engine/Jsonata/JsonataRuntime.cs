namespace AiProxy.Jsonata;

/// <summary>What an evaluation takes from outside: the clock, randomness, ids. Immutable; share one instance.</summary>
public sealed class JsonataRuntime
{
    /// <summary>Read once an evaluation by <c>$now()</c> and <c>$millis()</c>, and for the time limit.</summary>
    public required TimeProvider TimeProvider { get; init; }

    /// <summary>The next random number in [0, 1), for <c>$random()</c> and <c>$shuffle()</c>. Called from any thread.</summary>
    public required Func<double> Random { get; init; }

    /// <summary>The next UUID in its text form, for <c>$uuid()</c>. Called from any thread.</summary>
    public required Func<string> NewUuid { get; init; }
}
