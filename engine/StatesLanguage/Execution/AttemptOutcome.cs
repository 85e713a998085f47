using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Execution;

/// <summary>How one attempt of a Task, Parallel or Map ended.</summary>
internal readonly struct AttemptOutcome
{
    private AttemptOutcome(StateOutcomeKind kind, Value result)
    {
        Kind = kind;
        Result = result;
    }

    public static AttemptOutcome Failed => new(StateOutcomeKind.Failed, default);

    public static AttemptOutcome Aborted => new(StateOutcomeKind.Aborted, default);

    /// <summary>Complete, Failed (with <see cref="Flow.Failure"/>) or Aborted.</summary>
    public StateOutcomeKind Kind { get; }

    public Value Result { get; }

    public static AttemptOutcome Success(Value result) => new(StateOutcomeKind.Complete, result);
}
