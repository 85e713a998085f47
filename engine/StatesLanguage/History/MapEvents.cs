using System.Text.Json;

namespace AiProxy.StatesLanguage.History;

/// <summary>MapStateStarted.</summary>
internal sealed class MapStateStartedEvent : HistoryEvent
{
    internal MapStateStartedEvent(int previousId, int length)
        : base(HistoryEventType.MapStateStarted, previousId) => Length = length;

    /// <summary>How many items there are.</summary>
    public int Length { get; }

    /// <inheritdoc/>
    internal override string? DetailsMember => "mapStateStartedEventDetails";

    private protected override void WriteDetails(Utf8JsonWriter writer) => writer.WriteNumber("length", Length);
}

/// <summary>MapIterationStarted, MapIterationSucceeded, MapIterationFailed or MapIterationAborted.</summary>
internal sealed class MapIterationEvent : HistoryEvent
{
    internal MapIterationEvent(HistoryEventType type, int previousId, string name, int index)
        : base(type, previousId)
    {
        Name = name;
        Index = index;
    }

    /// <summary>The Map's name.</summary>
    public string Name { get; }

    /// <summary>Which item, from 0.</summary>
    public int Index { get; }

    /// <inheritdoc/>
    internal override string? DetailsMember => Kind switch
    {
        HistoryEventType.MapIterationStarted => "mapIterationStartedEventDetails",
        HistoryEventType.MapIterationSucceeded => "mapIterationSucceededEventDetails",
        HistoryEventType.MapIterationFailed => "mapIterationFailedEventDetails",
        _ => "mapIterationAbortedEventDetails",
    };

    private protected override void WriteDetails(Utf8JsonWriter writer)
    {
        writer.WriteString("name", Name);
        writer.WriteNumber("index", Index);
    }
}
