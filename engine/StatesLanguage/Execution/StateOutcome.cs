using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;

namespace AiProxy.StatesLanguage.Execution;

internal enum StateOutcomeKind : byte
{
    /// <summary>Go on with <see cref="StateOutcome.Next"/>.</summary>
    Continue,

    /// <summary>The scope has its output.</summary>
    Complete,

    /// <summary>The scope fails with <see cref="Flow.Failure"/>.</summary>
    Failed,

    /// <summary>A sibling failed, the time is up or the caller gave up.</summary>
    Aborted,
}

/// <summary>How a state ended. A struct: one is made for every transition.</summary>
internal readonly struct StateOutcome
{
    private StateOutcome(StateOutcomeKind kind, Value output, Node? next)
    {
        Kind = kind;
        Output = output;
        Next = next;
    }

    public static StateOutcome Failed => new(StateOutcomeKind.Failed, default, null);

    public static StateOutcome Aborted => new(StateOutcomeKind.Aborted, default, null);

    public StateOutcomeKind Kind { get; }

    public Value Output { get; }

    public Node? Next { get; }

    public static StateOutcome ContinueOrComplete(Value output, Node? next) =>
        new(next is null ? StateOutcomeKind.Complete : StateOutcomeKind.Continue, output, next);
}
