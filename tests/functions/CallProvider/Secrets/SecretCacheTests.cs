using AiProxy.CallProvider.Secrets;
using AiProxy.Contracts.Failures;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.CallProvider.Tests.Secrets;

public sealed class SecretCacheTests
{
    private readonly FakeSecrets _source = new() { Keys = { ["s"] = "one" } };
    private readonly FakeTimeProvider _clock = new();
    private readonly SecretCache _cache;

    public SecretCacheTests() => _cache = new SecretCache(_source, _clock);

    private Task<string> GetAsync() => _cache.GetAsync("s", "openai", TestContext.Current.CancellationToken);

    private Task<string> RenewAsync(string refused) => _cache.RenewAsync("s", "openai", refused, TestContext.Current.CancellationToken);

    [Fact]
    public async Task Get_AtOnceFromMany_IsOneRead()
    {
        _source.Gate = new TaskCompletionSource();
        Task<string>[] gets = [.. Enumerable.Range(0, 20).Select(_ => GetAsync())];
        _source.Gate.SetResult();

        Assert.All(await Task.WhenAll(gets), key => Assert.Equal("one", key));
        Assert.Equal(1, _source.Reads);
    }

    [Fact]
    public async Task Get_AfterItsLifetime_ReadsAgain()
    {
        await GetAsync();
        _source.Keys["s"] = "two";

        _clock.Advance(SecretCache.Lifetime - TimeSpan.FromTicks(1));
        Assert.Equal("one", await GetAsync());
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("two", await GetAsync());
    }

    [Fact]
    public async Task Get_AfterAFailure_ReadsAgain()
    {
        _source.Keys.Clear();
        await Assert.ThrowsAsync<AuthenticationFailedException>(GetAsync);
        _source.Keys["s"] = "two";

        Assert.Equal("two", await GetAsync());
    }

    [Fact]
    public async Task Get_OneCallerGivesUp_TheOthersStillGetIt()
    {
        _source.Gate = new TaskCompletionSource();
        using var source = new CancellationTokenSource();
        Task<string> impatient = _cache.GetAsync("s", "openai", source.Token);
        Task<string> patient = GetAsync();

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        _source.Gate.SetResult();

        Assert.Equal("one", await patient);
    }

    [Fact]
    public async Task Get_StoreHangs_FailsAndCanBeTriedAgain()
    {
        _source.Gate = new TaskCompletionSource();
        Task<string> get = GetAsync();

        _clock.Advance(SecretCache.ReadLimit);
        ProviderUnavailableException e = await Assert.ThrowsAsync<ProviderUnavailableException>(() => get);
        _source.Gate = null;

        Assert.Contains("'s'", e.Message, StringComparison.Ordinal);
        Assert.Equal("one", await GetAsync());
    }

    [Fact]
    public async Task Renew_TheKeyInMemory_ReadsAgain()
    {
        await GetAsync();
        _source.Keys["s"] = "two";

        Assert.Equal("two", await RenewAsync("one"));
        Assert.Equal("two", await GetAsync());
        Assert.Equal(2, _source.Reads);
    }

    [Fact]
    public async Task Renew_AlreadyRenewedByAnother_ReadsNothing()
    {
        await GetAsync();
        _source.Keys["s"] = "two";
        await RenewAsync("one");

        Assert.Equal("two", await RenewAsync("one"));
        Assert.Equal(2, _source.Reads);
    }
}
