using System.Text.Json;

namespace AiProxy.StatesLanguage.History;

/// <summary>MapRunStarted: a distributed Map begins its child executions.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_MapRunStartedEventDetails.html"/>
internal sealed class MapRunStartedEvent : HistoryEvent
{
    internal MapRunStartedEvent(int previousId, string mapRunArn)
        : base(HistoryEventType.MapRunStarted, previousId) => MapRunArn = mapRunArn;

    /// <summary>The run's ARN.</summary>
    public string MapRunArn { get; }

    /// <inheritdoc/>
    internal override string? DetailsMember => "mapRunStartedEventDetails";

    private protected override void WriteDetails(Utf8JsonWriter writer) => writer.WriteString("mapRunArn", MapRunArn);
}

/// <summary>MapRunFailed: too many children failed, or the items could not be read.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_MapRunFailedEventDetails.html"/>
internal sealed class MapRunFailedEvent : HistoryEvent
{
    internal MapRunFailedEvent(int previousId, string? error, string? cause)
        : base(HistoryEventType.MapRunFailed, previousId)
    {
        Error = error;
        Cause = cause;
    }

    /// <summary>The error's name.</summary>
    public string? Error { get; }

    /// <summary>Its description.</summary>
    public string? Cause { get; }

    /// <inheritdoc/>
    internal override string? DetailsMember => "mapRunFailedEventDetails";

    private protected override void WriteDetails(Utf8JsonWriter writer) => EventData.WriteFailure(writer, Error, Cause);
}
