using AiProxy.StatesLanguage.History;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>The TimeoutSeconds and HeartbeatSeconds of one attempt as a token, which also fires with the flow's own.</summary>
internal sealed class TaskDeadline : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly TimeSpan? _timeout;
    private readonly TimeSpan? _heartbeat;

    private TaskDeadline(TimeSpan? timeout, TimeSpan? heartbeat, TimeProvider clock, CancellationToken outer)
    {
        _timeout = timeout;
        _heartbeat = heartbeat;
        _clock = clock;
        _started = clock.GetTimestamp();
        _source = new CancellationTokenSource(Next(TimeSpan.Zero), clock);
        _registration = outer.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    /// <returns>Null if the attempt has no limit of its own that a timer can keep.</returns>
    public static TaskDeadline? Create(TaskLimits limits, TimeProvider clock, CancellationToken outer)
    {
        var timeout = ToTimeSpan(limits.TimeoutSeconds);
        var heartbeat = ToTimeSpan(limits.HeartbeatSeconds);
        return timeout is null && heartbeat is null ? null : new TaskDeadline(timeout, heartbeat, clock, outer);
    }

    /// <summary>The task is alive: the heartbeat starts again.</summary>
    public void Beat()
    {
        if (_heartbeat is null)
        {
            return;
        }

        try
        {
            _source.CancelAfter(Next(_clock.GetElapsedTime(_started)));
        }
        catch (ObjectDisposedException)
        {
            // A beat of an attempt that is over means nothing.
        }
    }

    /// <summary>Whether it fired for want of a heartbeat rather than because the time was up.</summary>
    public bool IsHeartbeat(TimeSpan elapsed) => _heartbeat is not null && (_timeout is null || elapsed < _timeout);

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }

    private static TimeSpan? ToTimeSpan(int? seconds) =>
        seconds is { } some && TimeSpan.FromSeconds(some) <= Timers.Longest ? TimeSpan.FromSeconds(some) : null;

    private TimeSpan Next(TimeSpan elapsed)
    {
        var left = _timeout - elapsed;
        var next = left is null || _heartbeat < left ? _heartbeat!.Value : left.Value;
        return next > TimeSpan.Zero ? next : TimeSpan.Zero;
    }
}
