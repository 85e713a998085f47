using System.Text.Json;
using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.History;

/// <summary>PassStateEntered and the like.</summary>
internal sealed class StateEnteredEvent : HistoryEvent
{
    internal StateEnteredEvent(HistoryEventType type, int previousId, string name, Value input)
        : base(type, previousId)
    {
        Name = name;
        Input = input;
    }

    /// <summary>The state's name.</summary>
    public string Name { get; }

    /// <summary>The state's input; undefined if it was dropped to keep the history small.</summary>
    public Value Input { get; private set; }

    /// <inheritdoc/>
    internal override string? DetailsMember => "stateEnteredEventDetails";

    internal override int DataSize => Input.Utf8Size;

    internal override void Truncate() => Input = Value.Undefined;

    private protected override void WriteDetails(Utf8JsonWriter writer)
    {
        writer.WriteString("name", Name);
        EventData.Write(writer, "input", "inputDetails", Input);
    }
}

/// <summary>PassStateExited and the like.</summary>
internal sealed class StateExitedEvent : HistoryEvent
{
    private readonly int _dataSize;
    private AssignedVariables _assigned;

    internal StateExitedEvent(
        HistoryEventType type, int previousId, string name, Value output, in AssignedVariables assigned, int dataSize)
        : base(type, previousId)
    {
        Name = name;
        Output = output;
        _assigned = assigned;
        _dataSize = dataSize;
    }

    /// <summary>The state's name.</summary>
    public string Name { get; }

    /// <summary>The state's output; undefined if it was dropped to keep the history small.</summary>
    public Value Output { get; private set; }

    /// <summary>The variables the state assigned, by name; null for none. Built at each call.</summary>
    public ObjectValue? AssignedVariables
    {
        get
        {
            if (_assigned.Names is null)
            {
                return null;
            }

            var builder = new ObjectBuilder(_assigned.Names.Length);
            for (var i = 0; i < _assigned.Names.Length; i++)
            {
                builder.Add(_assigned.Names[i], _assigned.Values[i]);
            }

            return builder.Build();
        }
    }

    /// <inheritdoc/>
    internal override string? DetailsMember => "stateExitedEventDetails";

    internal override int DataSize => _dataSize;

    internal override void Truncate()
    {
        Output = Value.Undefined;
        _assigned = default;
    }

    private protected override void WriteDetails(Utf8JsonWriter writer)
    {
        writer.WriteString("name", Name);
        EventData.Write(writer, "output", "outputDetails", Output);
        if (_assigned.Names is { } names)
        {
            writer.WriteStartObject("assignedVariables");
            for (var i = 0; i < names.Length; i++)
            {
                writer.WriteString(names[i], _assigned.Values[i].ToJson());
            }

            writer.WriteEndObject();
            writer.WriteStartObject("assignedVariablesDetails");
            writer.WriteBoolean("truncated", false);
            writer.WriteEndObject();
        }
    }
}

/// <summary>EvaluationFailed: a JSONata expression of a state failed.</summary>
internal sealed class EvaluationFailedEvent : HistoryEvent
{
    internal EvaluationFailedEvent(int previousId, string state, string? error, string? cause, string? location)
        : base(HistoryEventType.EvaluationFailed, previousId)
    {
        State = state;
        Error = error;
        Cause = cause;
        Location = location;
    }

    /// <summary>The state's name.</summary>
    public string State { get; }

    /// <summary>The error's name.</summary>
    public string? Error { get; }

    /// <summary>What failed, with the expression.</summary>
    public string? Cause { get; }

    /// <summary>The field, for example <c>Output/result</c>.</summary>
    public string? Location { get; }

    /// <inheritdoc/>
    internal override string? DetailsMember => "evaluationFailedEventDetails";

    private protected override void WriteDetails(Utf8JsonWriter writer)
    {
        EventData.WriteFailure(writer, Error, Cause);
        EventData.WriteOptional(writer, "location", Location);
        writer.WriteString("state", State);
    }
}
