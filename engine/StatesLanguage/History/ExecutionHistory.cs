using System.Collections;
using System.Text.Json;

namespace AiProxy.StatesLanguage.History;

/// <summary>
/// The events of one execution, in order. Append-only; may be read from any thread while the execution runs, and shows what has happened
/// so far. Create one, pass it in <see cref="ExecutionRequest.History"/>, to watch an execution or to keep the history of one that is
/// cancelled.
/// </summary>
/// <remarks>
/// Events share the execution's values instead of copying them. Once the distinct data they keep alive passes the engine's limit, later
/// events are kept without data and written as truncated.
/// </remarks>
public sealed class ExecutionHistory : IReadOnlyList<HistoryEvent>
{
    private const int FirstChunk = 32;

    private readonly Lock _lock = new();
    private readonly List<HistoryEvent[]> _full = [];
    private HistoryEvent[] _last = new HistoryEvent[FirstChunk];
    private int _lastCount;
    private int _fullCount;
    private long _dataBytes;

    /// <summary>How many events there are so far.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _fullCount + _lastCount;
            }
        }
    }

    /// <summary>The event at <paramref name="index"/>, from 0; its <see cref="HistoryEvent.Id"/> is one more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such event yet.</exception>
    public HistoryEvent this[int index]
    {
        get
        {
            lock (_lock)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(index);
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _fullCount + _lastCount);
                if (index >= _fullCount)
                {
                    return _last[index - _fullCount];
                }

                foreach (var chunk in _full)
                {
                    if (index < chunk.Length)
                    {
                        return chunk[index];
                    }

                    index -= chunk.Length;
                }

                throw new InvalidOperationException("The chunks do not add up.");
            }
        }
    }

    /// <summary>Writes GetExecutionHistory's answer: an object with the <c>events</c> so far.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("events");
        foreach (var item in this)
        {
            item.WriteTo(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Goes through the events there are at the time of the call.</summary>
    public IEnumerator<HistoryEvent> GetEnumerator()
    {
        HistoryEvent[][] chunks;
        int left;
        lock (_lock)
        {
            chunks = [.. _full, _last];
            left = _fullCount + _lastCount;
        }

        foreach (var chunk in chunks)
        {
            for (var i = 0; i < chunk.Length && left > 0; i++, left--)
            {
                yield return chunk[i];
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// Gives the event the next id, and keeps it. <paramref name="newData"/> says whether its data is not an earlier event's.
    /// </summary>
    internal int Append(HistoryEvent item, long utcTicks, bool newData, long maxDataBytes)
    {
        lock (_lock)
        {
            if (newData)
            {
                _dataBytes += item.DataSize;
            }

            if (_dataBytes > maxDataBytes)
            {
                item.Truncate();
            }

            if (_lastCount == _last.Length)
            {
                _full.Add(_last);
                _fullCount += _lastCount;
                _last = new HistoryEvent[Math.Min(_last.Length * 2, 1024)];
                _lastCount = 0;
            }

            var id = _fullCount + _lastCount + 1;
            item.Stamp(id, utcTicks);
            _last[_lastCount++] = item;
            return id;
        }
    }
}
