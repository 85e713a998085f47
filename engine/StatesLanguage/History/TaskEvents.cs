using System.Text.Json;
using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.History;

/// <summary>What all events of a service integration have.</summary>
internal class TaskEvent : HistoryEvent
{
    internal TaskEvent(HistoryEventType type, int previousId, string resourceType, string resource)
        : base(type, previousId)
    {
        ResourceType = resourceType;
        Resource = resource;
    }

    /// <summary>The service, for example <c>lambda</c>.</summary>
    public string ResourceType { get; }

    /// <summary>The action, for example <c>invoke</c>.</summary>
    public string Resource { get; }

    /// <inheritdoc/>
    internal override string? DetailsMember => Kind switch
    {
        HistoryEventType.TaskScheduled => "taskScheduledEventDetails",
        HistoryEventType.TaskStarted => "taskStartedEventDetails",
        HistoryEventType.TaskSubmitted => "taskSubmittedEventDetails",
        HistoryEventType.TaskSubmitFailed => "taskSubmitFailedEventDetails",
        HistoryEventType.TaskSucceeded => "taskSucceededEventDetails",
        HistoryEventType.TaskTimedOut => "taskTimedOutEventDetails",
        _ => "taskFailedEventDetails",
    };

    private protected override void WriteDetails(Utf8JsonWriter writer)
    {
        writer.WriteString("resourceType", ResourceType);
        writer.WriteString("resource", Resource);
    }
}

/// <summary>TaskScheduled.</summary>
internal sealed class TaskScheduledEvent : TaskEvent
{
    internal TaskScheduledEvent(int previousId, string resourceType, string resource, Value parameters, TaskLimits limits, string region)
        : base(HistoryEventType.TaskScheduled, previousId, resourceType, resource)
    {
        Parameters = parameters;
        Limits = limits;
        Region = region;
    }

    /// <summary>What the task was given; undefined if it was dropped to keep the history small.</summary>
    public Value Parameters { get; private set; }

    /// <summary>Its time limits and role.</summary>
    public TaskLimits Limits { get; }

    /// <summary>The region of the resource.</summary>
    public string Region { get; }

    internal override int DataSize => Parameters.Utf8Size;

    internal override void Truncate() => Parameters = Value.Undefined;

    private protected override void WriteDetails(Utf8JsonWriter writer)
    {
        base.WriteDetails(writer);
        writer.WriteString("region", Region);
        writer.WriteString("parameters", Parameters.IsUndefined ? "" : Parameters.ToJson());
        Limits.WriteTo(writer);
    }
}

/// <summary>TaskSucceeded.</summary>
internal sealed class TaskSucceededEvent : TaskEvent
{
    internal TaskSucceededEvent(HistoryEventType type, int previousId, string resourceType, string resource, Value output)
        : base(type, previousId, resourceType, resource) => Output = output;

    /// <summary>The task's result; undefined if it was dropped to keep the history small.</summary>
    public Value Output { get; private set; }

    internal override int DataSize => Output.Utf8Size;

    internal override void Truncate() => Output = Value.Undefined;

    private protected override void WriteDetails(Utf8JsonWriter writer)
    {
        base.WriteDetails(writer);
        EventData.Write(writer, "output", "outputDetails", Output);
    }
}

/// <summary>TaskFailed, TaskSubmitFailed or TaskTimedOut.</summary>
internal sealed class TaskFailedEvent : TaskEvent
{
    internal TaskFailedEvent(HistoryEventType type, int previousId, string resourceType, string resource, string? error, string? cause)
        : base(type, previousId, resourceType, resource)
    {
        Error = error;
        Cause = cause;
    }

    /// <summary>The error's name, if it has one.</summary>
    public string? Error { get; }

    /// <summary>The error's description, if it has one.</summary>
    public string? Cause { get; }

    private protected override void WriteDetails(Utf8JsonWriter writer)
    {
        base.WriteDetails(writer);
        EventData.WriteFailure(writer, Error, Cause);
    }
}

/// <summary>The time limits and the role a task is scheduled with.</summary>
/// <param name="TimeoutSeconds">The attempt's time limit, if the state sets one.</param>
/// <param name="HeartbeatSeconds">The longest silence, if the state sets one.</param>
/// <param name="RoleArn">The role of the state's Credentials.</param>
internal sealed record TaskLimits(int? TimeoutSeconds, int? HeartbeatSeconds, string? RoleArn)
{
    internal void WriteTo(Utf8JsonWriter writer)
    {
        if (TimeoutSeconds is { } timeout)
        {
            writer.WriteNumber("timeoutInSeconds", timeout);
        }

        if (HeartbeatSeconds is { } heartbeat)
        {
            writer.WriteNumber("heartbeatInSeconds", heartbeat);
        }

        if (RoleArn is not null)
        {
            writer.WriteStartObject("taskCredentials");
            writer.WriteString("roleArn", RoleArn);
            writer.WriteEndObject();
        }
    }
}
