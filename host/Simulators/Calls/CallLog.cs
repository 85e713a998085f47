using System.Collections.Immutable;

namespace AiProxy.Simulators.Calls;

/// <summary>The newest calls, for tests to look at. Safe to use from several threads.</summary>
internal sealed class CallLog(int capacity)
{
    // Bodies may be large, and a host keeps its log as long as it runs.
    private const long MaxBodyCharacters = 8 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly LinkedList<SimulatedCall> _calls = [];
    private long _total;
    private long _bodyCharacters;
    private TaskCompletionSource _changed = NewSignal();

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

    /// <summary>Waits until the calls are as wanted: a call's end can reach the log a moment after its caller has heard of it.</summary>
    public async Task WaitUntilAsync(Func<ImmutableArray<SimulatedCall>, bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                changed = _changed.Task;
            }
            if (condition(Snapshot()))
            {
                return;
            }
            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Adds a call, numbered here.</summary>
    public Entry Add(SimulatedCall call)
    {
        lock (_lock)
        {
            LinkedListNode<SimulatedCall> node = _calls.AddLast(call with { Number = ++_total });
            _bodyCharacters += Size(call);
            while (_calls.Count > 1 && (_calls.Count > capacity || _bodyCharacters > MaxBodyCharacters))
            {
                _bodyCharacters -= Size(_calls.First!.Value);
                _calls.RemoveFirst();
            }
            Signal();
            return new Entry(this, node);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Under the lock.
    private void Signal()
    {
        _changed.SetResult();
        _changed = NewSignal();
    }

    private static int Size(SimulatedCall call) => call.Body?.Length ?? 0;

    internal sealed class Entry(CallLog log, LinkedListNode<SimulatedCall> node)
    {
        public long Number => node.Value.Number;

        /// <summary>Sets the outcome; the first one stays.</summary>
        public void End(SimulatedOutcome outcome, int? status = null)
        {
            lock (log._lock)
            {
                if (node.Value.Outcome == SimulatedOutcome.Pending)
                {
                    node.Value = node.Value with { Outcome = outcome, Status = status };
                    log.Signal();
                }
            }
        }
    }
}
