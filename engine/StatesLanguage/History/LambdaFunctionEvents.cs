using System.Text.Json;
using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.History;

/// <summary>LambdaFunctionScheduled: a function named by its own ARN.</summary>
internal sealed class LambdaFunctionScheduledEvent : HistoryEvent
{
    internal LambdaFunctionScheduledEvent(int previousId, string resource, Value input, TaskLimits limits)
        : base(HistoryEventType.LambdaFunctionScheduled, previousId)
    {
        Resource = resource;
        Input = input;
        Limits = limits;
    }

    /// <summary>The function's ARN.</summary>
    public string Resource { get; }

    /// <summary>What the function was given; undefined if it was dropped to keep the history small.</summary>
    public Value Input { get; private set; }

    /// <summary>Its time limits and role.</summary>
    public TaskLimits Limits { get; }

    /// <inheritdoc/>
    internal override string? DetailsMember => "lambdaFunctionScheduledEventDetails";

    internal override int DataSize => Input.Utf8Size;

    internal override void Truncate() => Input = Value.Undefined;

    private protected override void WriteDetails(Utf8JsonWriter writer)
    {
        writer.WriteString("resource", Resource);
        EventData.Write(writer, "input", "inputDetails", Input);
        Limits.WriteTo(writer);
    }
}

/// <summary>LambdaFunctionSucceeded.</summary>
internal sealed class LambdaFunctionSucceededEvent : HistoryEvent
{
    internal LambdaFunctionSucceededEvent(int previousId, Value output)
        : base(HistoryEventType.LambdaFunctionSucceeded, previousId) => Output = output;

    /// <summary>The function's result; undefined if it was dropped to keep the history small.</summary>
    public Value Output { get; private set; }

    /// <inheritdoc/>
    internal override string? DetailsMember => "lambdaFunctionSucceededEventDetails";

    internal override int DataSize => Output.Utf8Size;

    internal override void Truncate() => Output = Value.Undefined;

    private protected override void WriteDetails(Utf8JsonWriter writer) => EventData.Write(writer, "output", "outputDetails", Output);
}

/// <summary>LambdaFunctionFailed or LambdaFunctionTimedOut.</summary>
internal sealed class LambdaFunctionFailedEvent : HistoryEvent
{
    internal LambdaFunctionFailedEvent(HistoryEventType type, int previousId, string? error, string? cause)
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
    internal override string? DetailsMember =>
        Kind == HistoryEventType.LambdaFunctionTimedOut ? "lambdaFunctionTimedOutEventDetails" : "lambdaFunctionFailedEventDetails";

    private protected override void WriteDetails(Utf8JsonWriter writer) => EventData.WriteFailure(writer, Error, Cause);
}
