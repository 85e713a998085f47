using System.Text.Json;
using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.History;

/// <summary>ActivityScheduled: the task waits for a worker.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_ActivityScheduledEventDetails.html"/>
internal sealed class ActivityScheduledEvent : HistoryEvent
{
    internal ActivityScheduledEvent(int previousId, string resource, Value input, TaskLimits limits)
        : base(HistoryEventType.ActivityScheduled, previousId)
    {
        Resource = resource;
        Input = input;
        Limits = limits;
    }

    /// <summary>The activity's ARN.</summary>
    public string Resource { get; }

    /// <summary>What the worker is given; undefined if it was not kept.</summary>
    public Value Input { get; private set; }

    /// <summary>The task's limits.</summary>
    public TaskLimits Limits { get; }

    /// <inheritdoc/>
    internal override string? DetailsMember => "activityScheduledEventDetails";

    internal override int DataSize => Input.Utf8Size;

    internal override void Truncate() => Input = Value.Undefined;

    private protected override void WriteDetails(Utf8JsonWriter writer)
    {
        writer.WriteString("resource", Resource);
        EventData.Write(writer, "input", "inputDetails", Input);
        Limits.WriteTo(writer);
    }
}

/// <summary>ActivityStarted: a worker took the task.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_ActivityStartedEventDetails.html"/>
internal sealed class ActivityStartedEvent : HistoryEvent
{
    internal ActivityStartedEvent(int previousId, string? workerName)
        : base(HistoryEventType.ActivityStarted, previousId) => WorkerName = workerName;

    /// <summary>The worker, if it gave a name.</summary>
    public string? WorkerName { get; }

    /// <inheritdoc/>
    internal override string? DetailsMember => "activityStartedEventDetails";

    private protected override void WriteDetails(Utf8JsonWriter writer) => EventData.WriteOptional(writer, "workerName", WorkerName);
}

/// <summary>ActivitySucceeded: the worker sent a result.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_ActivitySucceededEventDetails.html"/>
internal sealed class ActivitySucceededEvent : HistoryEvent
{
    internal ActivitySucceededEvent(int previousId, Value output)
        : base(HistoryEventType.ActivitySucceeded, previousId) => Output = output;

    /// <summary>The result; undefined if it was not kept.</summary>
    public Value Output { get; private set; }

    /// <inheritdoc/>
    internal override string? DetailsMember => "activitySucceededEventDetails";

    internal override int DataSize => Output.Utf8Size;

    internal override void Truncate() => Output = Value.Undefined;

    private protected override void WriteDetails(Utf8JsonWriter writer) => EventData.Write(writer, "output", "outputDetails", Output);
}

/// <summary>ActivityFailed or ActivityTimedOut.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_ActivityFailedEventDetails.html"/>
internal sealed class ActivityFailedEvent : HistoryEvent
{
    internal ActivityFailedEvent(HistoryEventType type, int previousId, string? error, string? cause)
        : base(type, previousId)
    {
        Error = error;
        Cause = cause;
    }

    /// <summary>The error's name.</summary>
    public string? Error { get; }

    /// <summary>Its description.</summary>
    public string? Cause { get; }

    /// <inheritdoc/>
    internal override string? DetailsMember =>
        Kind == HistoryEventType.ActivityTimedOut ? "activityTimedOutEventDetails" : "activityFailedEventDetails";

    private protected override void WriteDetails(Utf8JsonWriter writer) => EventData.WriteFailure(writer, Error, Cause);
}
