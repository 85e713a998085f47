using System.Threading.RateLimiting;
using AiProxy.Host.Admission;
using AiProxy.Host.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Host.Tests.Admission;

public sealed class WorkflowSlotsTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly WorkflowSlots _slots;

    public WorkflowSlotsTests() => _slots = new WorkflowSlots(
        Options.Create(new HostOptions { MaxConcurrentRequests = 1, MaxQueuedRequests = 1, QueueTimeoutSeconds = 10 }), _time);

    [Fact]
    public async Task Queue_SlotIsGivenBack_GoesToTheOneThatWaits()
    {
        RateLimitLease first = _slots.TryTake()!;
        Task<RateLimitLease?> second = _slots.QueueAsync(TestContext.Current.CancellationToken);
        Assert.Equal((1, 1), _slots.Load);

        first.Dispose();

        using RateLimitLease? slot = await second;
        Assert.NotNull(slot);
        Assert.Equal((1, 0), _slots.Load);
    }

    [Fact]
    public async Task Queue_Full_IsNothingAtOnce()
    {
        using RateLimitLease? first = _slots.TryTake();
        using var cancellation = new CancellationTokenSource();
        Task<RateLimitLease?> second = _slots.QueueAsync(cancellation.Token);

        Assert.Null(_slots.TryTake());
        Assert.Null(await _slots.QueueAsync(TestContext.Current.CancellationToken));

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal((1, 0), _slots.Load);
    }

    [Fact]
    public async Task Queue_WaitIsTooLong_IsNothing()
    {
        using RateLimitLease? first = _slots.TryTake();
        Task<RateLimitLease?> second = _slots.QueueAsync(TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Null(await second);
        Assert.Equal((1, 0), _slots.Load);
    }

    public void Dispose() => _slots.Dispose();
}
