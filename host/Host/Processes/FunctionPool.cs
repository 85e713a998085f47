using System.ComponentModel;
using AiProxy.Host.Processes.RuntimeApi;

namespace AiProxy.Host.Processes;

/// <summary>
/// The processes of one function: as many as are needed at once, each used again while it lives. An invocation takes the process that was idle
/// last, else whichever is idle next, for which another one is started; beyond the most processes it waits in a queue, and beyond that it is
/// refused as Lambda refuses what is over its concurrency.
/// </summary>
internal sealed partial class FunctionPool : IAsyncDisposable
{
    // From answering to asking again a process needs less than a millisecond, on a loaded machine some.
    private static readonly TimeSpan ReturningTime = TimeSpan.FromMilliseconds(500);

    private readonly FunctionPackage _package;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly RuntimeApiServer _server;
    private readonly PoolLimits _limits;
    private readonly TimeProvider _time;
    private readonly IFunctionOutput _output;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly HashSet<FunctionProcess> _all = [];
    private readonly Stack<FunctionProcess> _idle = [];
    private readonly LinkedList<Invocation> _waiting = [];
    private int _launching;
    private int _starting;
    private int _returning;
    private bool _retired;
    private bool _disposed;

    /// <param name="package">What to run.</param>
    /// <param name="environment">The processes' environment.</param>
    /// <param name="server">The Runtime API.</param>
    /// <param name="limits">How many there may be.</param>
    /// <param name="time">The clock.</param>
    /// <param name="output">Takes what they print.</param>
    /// <param name="logger">Takes what happens to them.</param>
    public FunctionPool(
        FunctionPackage package,
        IReadOnlyDictionary<string, string> environment,
        RuntimeApiServer server,
        PoolLimits limits,
        TimeProvider time,
        IFunctionOutput output,
        ILogger logger)
    {
        _package = package;
        _environment = environment;
        _server = server;
        _limits = limits;
        _time = time;
        _output = output;
        _logger = logger;
    }

    /// <summary>The ids of the processes there are.</summary>
    public IReadOnlyList<int> ProcessIds
    {
        get
        {
            lock (_gate)
            {
                return [.. _all.Select(process => process.Id)];
            }
        }
    }

    /// <summary>Whether there is neither a process nor an invocation.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _all.Count + _launching + _waiting.Count == 0;
            }
        }
    }

    /// <summary>Invokes the function.</summary>
    /// <param name="invocation">What with.</param>
    /// <param name="cancellationToken">Stops waiting. An invocation that a process has is not stopped by it: Lambda does not stop one either.</param>
    public async Task<InvocationOutcome> InvokeAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Payload.Length > LambdaErrors.MaxPayloadBytes)
        {
            return LambdaErrors.RequestTooLarge(invocation.Payload.Length);
        }
        if (!TryGiveOrQueue(invocation))
        {
            return LambdaErrors.Throttled();
        }
        try
        {
            return await invocation.Outcome.WaitAsync(cancellationToken);
        }
        finally
        {
            // Nobody waits for one that has not begun.
            Forget(invocation);
        }
    }

    /// <summary>Ends the idle processes, and each other one when it becomes idle. Invocations are still taken.</summary>
    public void Retire()
    {
        FunctionProcess[] idle;
        lock (_gate)
        {
            _retired = true;
            idle = [.. _idle];
            _idle.Clear();
        }
        foreach (FunctionProcess process in idle)
        {
            process.Kill();
        }
    }

    public async ValueTask DisposeAsync()
    {
        FunctionProcess[] all;
        Invocation[] waiting;
        lock (_gate)
        {
            _disposed = true;
            all = [.. _all];
            waiting = [.. _waiting];
            _waiting.Clear();
            _idle.Clear();
        }
        foreach (Invocation invocation in waiting)
        {
            invocation.End(LambdaErrors.Exited(invocation.RequestId, "The host stops"));
        }
        foreach (FunctionProcess process in all)
        {
            await process.DisposeAsync();
        }
    }

    private bool TryGiveOrQueue(Invocation invocation)
    {
        bool start;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            while (_idle.TryPop(out FunctionProcess? process))
            {
                if (Give(process, invocation))
                {
                    return true;
                }
            }
            if (_waiting.Count - _starting >= _limits.MaxQueued && IsFull)
            {
                return false;
            }
            _waiting.AddLast(invocation);
            start = MayStart();
        }
        if (start)
        {
            _ = StartAsync();
        }
        return true;
    }

    private bool IsFull => _all.Count + _launching >= _limits.MaxProcesses;

    // Under the lock. As many are on their way, or about to be idle, as invocations wait, within the limit.
    private bool MayStart()
    {
        bool start = !_disposed && _starting + _returning < _waiting.Count && !IsFull;
        if (start)
        {
            _starting++;
            _launching++;
        }
        return start;
    }

    private bool Give(FunctionProcess process, Invocation invocation)
    {
        if (!process.TryGive(invocation))
        {
            return false;
        }
        _ = EndInTimeAsync(process, invocation);
        return true;
    }

    private async Task StartAsync()
    {
        FunctionProcess process;
        try
        {
            process = await FunctionProcess.StartAsync(_package, _environment, _server, Returned, Became, _output.WriteLine, _output.WriteError);
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException)
        {
            // An invocation must not wait for a process that cannot be: no memory, too many files, a program that is none.
            LogNotStarted(e, _package.Name, _package.Program);
            lock (_gate)
            {
                _starting--;
                _launching--;
            }
            FailFirst(invocation => LambdaErrors.Exited(invocation.RequestId, $"The process could not be started: {e.Message}"));
            return;
        }
        bool disposed;
        lock (_gate)
        {
            disposed = _disposed;
            _launching--;
            _all.Add(process);
        }
        _ = WatchAsync(process);
        if (disposed)
        {
            await process.DisposeAsync();
        }
    }

    // A process has answered and will ask again at once, so that the next invocation need not start another. One that takes its time is not counted on.
    private void Returned(FunctionProcess process)
    {
        lock (_gate)
        {
            process.IsReturning = true;
            _returning++;
        }
        _ = Task.Delay(ReturningTime, _time).ContinueWith(
            _ =>
            {
                bool start;
                lock (_gate)
                {
                    HasReturned(process);
                    start = MayStart();
                }
                return start ? StartAsync() : Task.CompletedTask;
            },
            TaskScheduler.Default);
    }

    // Under the lock.
    private void HasReturned(FunctionProcess process)
    {
        _returning -= process.IsReturning ? 1 : 0;
        process.IsReturning = false;
    }

    // A process asks for its next invocation.
    private void Became(FunctionProcess process)
    {
        bool kill = false;
        lock (_gate)
        {
            if (!process.HasStarted)
            {
                process.HasStarted = true;
                _starting--;
            }
            HasReturned(process);
            if (_waiting.First is { } first)
            {
                // Where it takes nothing it is gone, and its end starts another one.
                if (Give(process, first.Value))
                {
                    _waiting.Remove(first);
                }
                return;
            }
            if (_retired || _disposed)
            {
                kill = true;
            }
            else if (!_idle.Contains(process))
            {
                _idle.Push(process);
            }
        }
        if (kill)
        {
            process.Kill();
        }
    }

    private async Task WatchAsync(FunctionProcess process)
    {
        string reason = await process.Ended;
        bool started;
        bool start;
        lock (_gate)
        {
            started = process.HasStarted;
            _starting -= started ? 0 : 1;
            HasReturned(process);
            _all.Remove(process);
            // Not at its place in the stack: it is found to be gone when it is popped.
            start = started && MayStart();
        }
        if (!started)
        {
            LogInitFailed(_package.Name, reason);
            FailFirst(invocation => process.InitFailure ?? LambdaErrors.Exited(invocation.RequestId, reason));
        }
        else if (start)
        {
            _ = StartAsync();
        }
    }

    // A start that failed fails one invocation, as on Lambda, where each has an environment of its own started for it.
    private void FailFirst(Func<Invocation, InvocationOutcome> outcome)
    {
        Invocation? first;
        bool start;
        lock (_gate)
        {
            first = _waiting.First?.Value;
            if (first is not null)
            {
                _waiting.RemoveFirst();
            }
            start = MayStart();
        }
        first?.End(outcome(first));
        if (start)
        {
            _ = StartAsync();
        }
    }

    private async Task EndInTimeAsync(FunctionProcess process, Invocation invocation)
    {
        TimeSpan left = invocation.Deadline - _time.GetUtcNow();
        try
        {
            await invocation.Outcome.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, _time);
        }
        catch (TimeoutException)
        {
            invocation.End(LambdaErrors.TimedOut(invocation.RequestId, invocation.TimeLimit));
            LogTimedOut(_package.Name, invocation.RequestId, invocation.TimeLimit.TotalSeconds);
            process.Kill();
        }
    }

    private void Forget(Invocation invocation)
    {
        lock (_gate)
        {
            _waiting.Remove(invocation);
        }
    }

    [LoggerMessage(60, LogLevel.Error, "A process of {Function} could not be started from {Program}")]
    private partial void LogNotStarted(Exception exception, string function, string program);

    [LoggerMessage(61, LogLevel.Error, "A process of {Function} ended before it took an invocation: {Reason}")]
    private partial void LogInitFailed(string function, string reason);

    [LoggerMessage(62, LogLevel.Warning, "{Function} took longer than the {LimitSeconds} s that invocation {InvocationId} had, and was ended")]
    private partial void LogTimedOut(string function, string invocationId, double limitSeconds);
}

/// <summary>How many processes a function may have.</summary>
/// <param name="MaxProcesses">Most at once.</param>
/// <param name="MaxQueued">Most invocations that wait for one.</param>
internal sealed record PoolLimits(int MaxProcesses, int MaxQueued);

/// <summary>Takes what functions print.</summary>
internal interface IFunctionOutput
{
    /// <summary>Takes a line of standard output.</summary>
    void WriteLine(string line);

    /// <summary>Takes a line of standard error.</summary>
    void WriteError(string line);
}
