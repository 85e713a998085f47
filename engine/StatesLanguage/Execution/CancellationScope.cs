namespace AiProxy.StatesLanguage.Execution;

/// <summary>
/// What can be cancelled as one: an execution, or the branches of a Parallel or Map. Costs nothing until somebody really waits: the
/// token source, with its timer and registrations, is made on first use.
/// </summary>
internal sealed class CancellationScope : IDisposable
{
    private readonly CancellationScope? _parent;
    private readonly CancellationToken _caller;
    private readonly TimeProvider? _timeProvider;
    private readonly DateTimeOffset? _deadline;
    private readonly Lock _lock = new();
    private CancellationTokenSource? _source;
    private CancellationTokenRegistration _registration;
    private volatile bool _cancelled;

    /// <summary>The scope of an execution.</summary>
    public CancellationScope(TimeProvider timeProvider, DateTimeOffset? deadline, CancellationToken caller)
    {
        _caller = caller;
        _timeProvider = timeProvider;
        _deadline = deadline;
    }

    /// <summary>A scope within another.</summary>
    public CancellationScope(CancellationScope parent) => _parent = parent;

    /// <summary>The scope of an execution that another one runs, with a time of its own.</summary>
    public CancellationScope(CancellationScope parent, TimeProvider timeProvider, DateTimeOffset deadline)
    {
        _parent = parent;
        _timeProvider = timeProvider;
        _deadline = deadline;
    }

    public bool IsCancelled => _cancelled || (_parent is { } parent ? parent.IsCancelled : _caller.IsCancellationRequested);

    /// <summary>Fires when this scope or one around it is cancelled, or when the execution's time is up.</summary>
    public CancellationToken Token
    {
        get
        {
            lock (_lock)
            {
                return (_source ??= CreateSource()).Token;
            }
        }
    }

    public void Cancel()
    {
        CancellationTokenSource? source;
        lock (_lock)
        {
            _cancelled = true;
            source = _source;
        }

        source?.Cancel();
    }

    public void Dispose()
    {
        // Outside the lock: this waits for a callback that is running at this moment, and that callback may want the lock.
        _registration.Dispose();
        _source?.Dispose();
    }

    private CancellationTokenSource CreateSource()
    {
        CancellationTokenSource source;
        if (_deadline is { } deadline && _timeProvider is not null)
        {
            var left = deadline - _timeProvider.GetUtcNow();
            source = left > Timers.Longest
                ? new CancellationTokenSource()
                : new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, _timeProvider);
        }
        else
        {
            source = new CancellationTokenSource();
        }

        _registration = (_parent?.Token ?? _caller).UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
        if (_cancelled)
        {
            source.Cancel();
        }

        return source;
    }
}
