using System.Text.Json;
using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.History;

/// <summary>ExecutionStarted.</summary>
internal sealed class ExecutionStartedEvent : HistoryEvent
{
    internal ExecutionStartedEvent(Value input, string? roleArn)
        : base(HistoryEventType.ExecutionStarted, 0)
    {
        Input = input;
        RoleArn = roleArn;
    }

    /// <summary>The execution's input; undefined if it was dropped to keep the history small.</summary>
    public Value Input { get; private set; }

    /// <summary>The role the execution was started with, if any.</summary>
    public string? RoleArn { get; }

    /// <inheritdoc/>
    internal override string? DetailsMember => "executionStartedEventDetails";

    internal override int DataSize => Input.Utf8Size;

    internal override void Truncate() => Input = Value.Undefined;

    private protected override void WriteDetails(Utf8JsonWriter writer)
    {
        EventData.Write(writer, "input", "inputDetails", Input);
        EventData.WriteOptional(writer, "roleArn", RoleArn);
    }
}

/// <summary>ExecutionSucceeded.</summary>
internal sealed class ExecutionSucceededEvent : HistoryEvent
{
    internal ExecutionSucceededEvent(int previousId, Value output)
        : base(HistoryEventType.ExecutionSucceeded, previousId) => Output = output;

    /// <summary>The execution's output; undefined if it was dropped to keep the history small.</summary>
    public Value Output { get; private set; }

    /// <inheritdoc/>
    internal override string? DetailsMember => "executionSucceededEventDetails";

    internal override int DataSize => Output.Utf8Size;

    internal override void Truncate() => Output = Value.Undefined;

    private protected override void WriteDetails(Utf8JsonWriter writer) => EventData.Write(writer, "output", "outputDetails", Output);
}

/// <summary>ExecutionFailed, ExecutionTimedOut or ExecutionAborted.</summary>
internal sealed class ExecutionEndedEvent : HistoryEvent
{
    internal ExecutionEndedEvent(HistoryEventType type, int previousId, string? error, string? cause)
        : base(type, previousId)
    {
        Error = error;
        Cause = cause;
    }

    /// <summary>The error's name, if it has one.</summary>
    public string? Error { get; }

    /// <summary>The error's description, if it has one.</summary>
    public string? Cause { get; }

    /// <inheritdoc/>
    internal override string? DetailsMember => Kind switch
    {
        HistoryEventType.ExecutionTimedOut => "executionTimedOutEventDetails",
        HistoryEventType.ExecutionAborted => "executionAbortedEventDetails",
        _ => "executionFailedEventDetails",
    };

    private protected override void WriteDetails(Utf8JsonWriter writer) => EventData.WriteFailure(writer, Error, Cause);
}
