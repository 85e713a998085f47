using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.History;

namespace AiProxy.StatesLanguage.Execution;

/// <summary>Numbers events, and keeps them if a history is wanted. Event ids exist either way: causes name them.</summary>
internal sealed class HistoryRecorder(ExecutionHistory? history, TimeProvider timeProvider, long maxDataBytes)
{
    private int _lastId;

    public bool IsOn => history is not null;

    public int LastId => history?.Count ?? Volatile.Read(ref _lastId);

    public DateTimeOffset Now => timeProvider.GetUtcNow();

    public int StateEntered(HistoryEventType type, int previous, string name, Value input, DateTimeOffset now) =>
        history is null ? Skip() : history.Append(new StateEnteredEvent(type, previous, name, input), now.UtcTicks, false, maxDataBytes);

    public int StateExited(HistoryEventType type, int previous, string name, Value output, in AssignedVariables assigned, int newBytes) =>
        history is null ? Skip() : Append(new StateExitedEvent(type, previous, name, output, assigned, newBytes));

    /// <summary>An event without details.</summary>
    public int Plain(HistoryEventType type, int previous) => history is null ? Skip() : Append(new HistoryEvent(type, previous), false);

    public int MapStarted(int previous, int length) =>
        history is null ? Skip() : Append(new MapStateStartedEvent(previous, length), false);

    public int MapIteration(HistoryEventType type, int previous, string name, int index) =>
        history is null ? Skip() : Append(new MapIterationEvent(type, previous, name, index), false);

    /// <summary>Keeps an event made by the caller, who has looked at <see cref="IsOn"/>.</summary>
    public int Append(HistoryEvent item, bool newData = true) =>
        history is null ? Skip() : history.Append(item, timeProvider.GetUtcNow().UtcTicks, newData, maxDataBytes);

    public int Skip() => Interlocked.Increment(ref _lastId);
}
