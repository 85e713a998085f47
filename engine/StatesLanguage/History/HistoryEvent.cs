using System.Text.Json;

namespace AiProxy.StatesLanguage.History;

/// <summary>
/// One thing that happened in an execution. Holds references to the execution's immutable values; they become text only when written
/// (<see cref="WriteTo"/>), with the details that events of its type have.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html"/>
public class HistoryEvent
{
    private long _utcTicks;

    internal HistoryEvent(HistoryEventType type, int previousId)
    {
        Kind = type;
        PreviousId = previousId;
    }

    /// <summary>The event's number in its execution, from 1.</summary>
    public int Id { get; private set; }

    /// <summary>The event that led to this one; 0 for the first ones.</summary>
    public int PreviousId { get; }

    /// <summary>What happened, as AWS calls it: <c>TaskStateEntered</c>, <c>ExecutionFailed</c>.</summary>
    public string Type => Kind.ToString();

    /// <summary>When, by the engine's clock.</summary>
    public DateTimeOffset Timestamp => new(_utcTicks, TimeSpan.Zero);

    internal HistoryEventType Kind { get; }

    /// <summary>The member that holds the details in GetExecutionHistory's answer; <see langword="null"/> for types without.</summary>
    internal virtual string? DetailsMember => null;

    /// <summary>Writes the event as an element of GetExecutionHistory's <c>events</c>.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("timestamp", Math.Round((_utcTicks - DateTimeOffset.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerSecond, 3));
        writer.WriteString("type", Type);
        writer.WriteNumber("id", Id);
        writer.WriteNumber("previousEventId", PreviousId);
        if (DetailsMember is { } member)
        {
            writer.WriteStartObject(member);
            WriteDetails(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>What the event keeps alive, in bytes of JSON.</summary>
    internal virtual int DataSize => 0;

    /// <summary>Drops the data because the history is full; it is then written as truncated.</summary>
    internal virtual void Truncate()
    {
    }

    internal void Stamp(int id, long utcTicks)
    {
        Id = id;
        _utcTicks = utcTicks;
    }

    private protected virtual void WriteDetails(Utf8JsonWriter writer)
    {
    }
}
