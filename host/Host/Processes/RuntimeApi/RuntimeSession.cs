namespace AiProxy.Host.Processes.RuntimeApi;

/// <summary>What the Runtime API knows of one process: the invocation it has, the one it waits for, and how its start went.</summary>
internal sealed class RuntimeSession(ProcessPort port, Action<int> closed) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<Invocation>? _waiting;
    private Invocation? _running;

    /// <summary>Raised when the process asks for its next invocation: it is idle now.</summary>
    public event Action? Ready;

    /// <summary>Raised when the process has answered, before whoever waits for the answer hears of it: it is about to be idle.</summary>
    public event Action? Returning;

    public int Port => port.Number;

    /// <summary>What its start ended with, where it said so.</summary>
    public InvocationOutcome.Failed? InitFailure { get; private set; }

    /// <summary>Hands an invocation to the process.</summary>
    /// <returns>False where it does not wait for one.</returns>
    public bool TryGive(Invocation invocation)
    {
        TaskCompletionSource<Invocation>? waiting;
        lock (_gate)
        {
            waiting = _waiting;
            if (waiting is null)
            {
                return false;
            }
            _waiting = null;
            _running = invocation;
        }
        return waiting.TrySetResult(invocation);
    }

    /// <summary>The process's next invocation, as long as it takes.</summary>
    public async Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        var waiting = new TaskCompletionSource<Invocation>(TaskCreationOptions.RunContinuationsAsynchronously);
        Invocation? abandoned;
        lock (_gate)
        {
            abandoned = _running;
            _running = null;
            _waiting = waiting;
        }
        // Asking for the next one without having answered is a runtime's fault.
        abandoned?.End(LambdaErrors.Exited(abandoned.RequestId, "Runtime exited without providing a reason"));
        Ready?.Invoke();
        using CancellationTokenRegistration gone = cancellationToken.Register(() => waiting.TrySetCanceled(cancellationToken));
        try
        {
            return await waiting.Task;
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
            {
                _waiting = _waiting == waiting ? null : _waiting;
            }
            throw;
        }
    }

    /// <summary>Whether the process has this invocation.</summary>
    public bool IsRunning(string requestId)
    {
        lock (_gate)
        {
            return _running?.RequestId == requestId;
        }
    }

    /// <summary>Ends the invocation that the process has.</summary>
    /// <returns>False where it has another or none.</returns>
    public bool End(string requestId, InvocationOutcome outcome)
    {
        Invocation? ended;
        lock (_gate)
        {
            ended = _running?.RequestId == requestId ? _running : null;
            _running = ended is null ? _running : null;
        }
        if (ended is null)
        {
            return false;
        }
        Returning?.Invoke();
        ended.End(outcome);
        return true;
    }

    /// <summary>The process has ended: so does what it had.</summary>
    public void Exited(string reason)
    {
        Invocation? ended;
        lock (_gate)
        {
            ended = _running;
            _running = null;
            _waiting?.TrySetCanceled();
            _waiting = null;
        }
        ended?.End(LambdaErrors.Exited(ended.RequestId, reason));
    }

    /// <summary>The process says that it cannot start.</summary>
    public void InitFailed(string errorType, byte[] body) => InitFailure = new InvocationOutcome.Failed(errorType, body);

    public async ValueTask DisposeAsync()
    {
        closed(Port);
        await port.DisposeAsync();
    }
}
