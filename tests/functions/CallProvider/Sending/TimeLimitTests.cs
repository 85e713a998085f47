using System.Net;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Failures;

namespace AiProxy.CallProvider.Tests.Sending;

public sealed class TimeLimitTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Send_NoAnswerInTime_IsTheTargetsTimeout()
    {
        _bench.Provider.Hangs();
        Task<CallResult> call = _bench.SendAsync(Bench.Input(timeoutMs: 8000, deadlineMs: 25_000));
        await _bench.Provider.ArrivalAsync();

        _bench.Clock.Advance(TimeSpan.FromMilliseconds(7999));
        Assert.False(call.IsCompleted);
        _bench.Clock.Advance(TimeSpan.FromMilliseconds(1));

        ProviderTimeoutException e = await Assert.ThrowsAsync<ProviderTimeoutException>(() => call);
        Assert.Equal("no answer in 8000 ms", e.Message);
    }

    [Fact]
    public async Task Send_DeadlineComesFirst_IsTheDeadline()
    {
        _bench.Provider.Hangs();
        Task<CallResult> call = _bench.SendAsync(Bench.Input(timeoutMs: 8000, deadlineMs: 3000));
        await _bench.Provider.ArrivalAsync();

        _bench.Clock.Advance(TimeSpan.FromMilliseconds(3000));

        DeadlineExceededException e = await Assert.ThrowsAsync<DeadlineExceededException>(() => call);
        Assert.Equal("no answer in the 3000 ms that the deadline left", e.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Send_NothingLeft_CallsNobody(int deadlineMs)
    {
        await Assert.ThrowsAsync<DeadlineExceededException>(() => _bench.SendAsync(Bench.Input(secret: "s", deadlineMs: deadlineMs)));

        Assert.Equal(0, _bench.Provider.Calls);
        Assert.Equal(0, _bench.Secrets.Reads);
    }

    [Fact]
    public async Task Send_BodyDripsSlowly_IsCutOffAsAWhole()
    {
        _bench.Provider.Answers(new StreamContent(new DripStream(100, hangs: true)));
        Task<CallResult> call = _bench.SendAsync(Bench.Input());
        await _bench.Provider.ArrivalAsync();

        _bench.Clock.Advance(TimeSpan.FromMilliseconds(8000));

        await Assert.ThrowsAsync<ProviderTimeoutException>(() => call);
    }

    [Fact]
    public async Task Send_ErrorDripsSlowly_IsCutOffAsAWhole()
    {
        _bench.Provider.Answers(new StreamContent(new DripStream(100, hangs: true)), HttpStatusCode.InternalServerError);
        Task<CallResult> call = _bench.SendAsync(Bench.Input());
        await _bench.Provider.ArrivalAsync();

        _bench.Clock.Advance(TimeSpan.FromMilliseconds(8000));

        await Assert.ThrowsAsync<ProviderTimeoutException>(() => call);
    }

    [Fact]
    public async Task Send_CancelledReadSurfacesAsABrokenConnection_IsStillTheTimeout()
    {
        _bench.Provider.Answers(new StreamContent(new DripStream(100, hangs: true, breaks: true)));
        Task<CallResult> call = _bench.SendAsync(Bench.Input());
        await _bench.Provider.ArrivalAsync();

        _bench.Clock.Advance(TimeSpan.FromMilliseconds(8000));

        await Assert.ThrowsAsync<ProviderTimeoutException>(() => call);
    }

    [Fact]
    public async Task Send_SecretTakesTheTime_IsTheTimeout()
    {
        _bench.Secrets.Gate = new TaskCompletionSource();
        Task<CallResult> call = _bench.SendAsync(Bench.Input(secret: "s"));

        _bench.Clock.Advance(TimeSpan.FromMilliseconds(8000));

        await Assert.ThrowsAsync<ProviderTimeoutException>(() => call);
        Assert.Equal(0, _bench.Provider.Calls);
    }

    [Fact]
    public async Task Send_CallerGivesUp_IsCancelledNotFailed()
    {
        using var source = new CancellationTokenSource();
        bool providerNoticed = false;
        _bench.Provider.Does(async token =>
        {
            using CancellationTokenRegistration registration = token.Register(() => providerNoticed = true);
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            throw new InvalidOperationException("unreachable");
        });
        Task<CallResult> call = _bench.Sender.SendAsync(Bench.Input(), source.Token);
        await _bench.Provider.ArrivalAsync();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(providerNoticed);
    }

    [Fact]
    public async Task Send_CallerGaveUpBefore_CallsNobody()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        _bench.Provider.Hangs();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.Sender.SendAsync(Bench.Input(), source.Token));
    }
}
