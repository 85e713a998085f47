using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using HostOptions = AiProxy.Host.Configuration.HostOptions;

namespace AiProxy.Host.Admission;

/// <summary>As many slots as workflows may run at once, and a bounded queue before them, first come first served.</summary>
internal sealed class WorkflowSlots(IOptions<HostOptions> options, TimeProvider time) : IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.Value.MaxConcurrentRequests,
        QueueLimit = options.Value.MaxQueuedRequests,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    private readonly int _slots = options.Value.MaxConcurrentRequests;
    private readonly TimeSpan _timeout = TimeSpan.FromSeconds(options.Value.QueueTimeoutSeconds);

    /// <summary>How many slots are taken, and how many requests wait for one.</summary>
    public (int Running, int Queued) Load =>
        _limiter.GetStatistics() is { } now ? (_slots - (int)now.CurrentAvailablePermits, (int)now.CurrentQueuedCount) : default;

    /// <summary>Takes a slot where one is free: the common case, which allocates next to nothing.</summary>
    /// <returns>The slot, to be given back by disposing of it, or null.</returns>
    public RateLimitLease? TryTake()
    {
        RateLimitLease lease = _limiter.AttemptAcquire();
        if (lease.IsAcquired)
        {
            return lease;
        }
        lease.Dispose();
        return null;
    }

    /// <summary>Waits for a slot.</summary>
    /// <param name="cancellationToken">Nobody waits any longer.</param>
    /// <returns>The slot, to be given back by disposing of it; null where the queue is full, or the wait was too long.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    public async Task<RateLimitLease?> QueueAsync(CancellationToken cancellationToken)
    {
        using var tooLong = new CancellationTokenSource(_timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tooLong.Token);
        try
        {
            RateLimitLease lease = await _limiter.AcquireAsync(1, either.Token);
            if (lease.IsAcquired)
            {
                return lease;
            }
            lease.Dispose();
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();
}
