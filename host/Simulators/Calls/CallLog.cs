using System.Collections.Immutable;

namespace AiProxy.Simulators.Calls;

/// <summary>The newest calls, for tests to look at. Safe to use from several threads.</summary>
internal sealed class CallLog(int capacity)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<SimulatedCall> _calls = [];
    private long _total;

    public long Total
    {
        get
        {
            lock (_lock)
            {
                return _total;
            }
        }
    }

    public ImmutableArray<SimulatedCall> Snapshot()
    {
        lock (_lock)
        {
            return [.. _calls];
        }
    }

    /// <summary>Adds a call, numbered here.</summary>
    public Entry Add(SimulatedCall call)
    {
        lock (_lock)
        {
            LinkedListNode<SimulatedCall> node = _calls.AddLast(call with { Number = ++_total });
            if (_calls.Count > capacity)
            {
                _calls.RemoveFirst();
            }
            return new Entry(this, node);
        }
    }

    internal sealed class Entry(CallLog log, LinkedListNode<SimulatedCall> node)
    {
        public long Number => node.Value.Number;

        /// <summary>Sets the outcome; the first one stays.</summary>
        public void End(CallOutcome outcome, int? status = null)
        {
            lock (log._lock)
            {
                if (node.Value.Outcome == CallOutcome.Pending)
                {
                    node.Value = node.Value with { Outcome = outcome, Status = status };
                }
            }
        }
    }
}
