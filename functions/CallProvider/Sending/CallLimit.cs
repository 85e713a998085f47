using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Failures;

namespace AiProxy.CallProvider.Sending;

/// <summary>
/// How long one call may take, from reading its key to the answer's last byte: the target's own limit, or what is left of the deadline where that
/// is less.
/// </summary>
internal sealed class CallLimit : IDisposable
{
    private readonly int _milliseconds;
    private readonly bool _isDeadline;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _linked;

    private CallLimit(int milliseconds, bool isDeadline, TimeProvider clock, CancellationToken caller)
    {
        _milliseconds = milliseconds;
        _isDeadline = isDeadline;
        _caller = caller;
        _timer = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds), clock);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, caller);
    }

    /// <summary>Fires when the time is up or the caller wants no answer any more.</summary>
    public CancellationToken Token => _linked.Token;

    /// <summary>Starts the clock.</summary>
    /// <exception cref="DeadlineExceededException">Nothing is left.</exception>
    public static CallLimit Start(CallInput input, TimeProvider clock, CancellationToken caller)
    {
        long left = input.Deadline - clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (left <= 0)
        {
            throw new DeadlineExceededException("the deadline had passed before the call was sent");
        }
        bool isDeadline = left < input.Call.TimeoutMs;
        return new CallLimit(isDeadline ? (int)left : input.Call.TimeoutMs, isDeadline, clock, caller);
    }

    /// <summary>Says which limit ended the call; call it when <see cref="Token"/> has fired.</summary>
    /// <exception cref="OperationCanceledException">It was the caller.</exception>
    public ProviderException Exceeded()
    {
        _caller.ThrowIfCancellationRequested();
        return _isDeadline
            ? new DeadlineExceededException($"no answer in the {_milliseconds} ms that the deadline left")
            : new ProviderTimeoutException($"no answer in {_milliseconds} ms");
    }

    public void Dispose()
    {
        _linked.Dispose();
        _timer.Dispose();
    }
}
