using AiProxy.Authorize.Keys;
using AiProxy.Contracts.Payloads;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Authorize.Tests.Keys;

public sealed class KeyCheckTests
{
    private readonly FakeKeyStore _store = new();
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_000_000));
    private readonly KeyCheck _check;

    public KeyCheckTests() => _check = new KeyCheck(new KeyCache(_store, _clock), _clock);

    [Fact]
    public async Task CheckAsync_GoodKey_IsItsRecord() => Assert.Same(TestKeys.Record, await _check.CheckAsync(TestKeys.Header));

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer nonsense")]
    public async Task CheckAsync_NoKey_IsUnauthorizedAndAsksNobody(string? header)
    {
        var thrown = await Assert.ThrowsAsync<UnauthorizedException>(() => _check.CheckAsync(header));

        Assert.Equal("Unauthorized", thrown.Message);
        Assert.Empty(_store.Asked);
    }

    [Fact]
    public async Task CheckAsync_UnknownKey_IsUnauthorized()
    {
        _store.Record = null;

        await Assert.ThrowsAsync<UnauthorizedException>(() => _check.CheckAsync(TestKeys.Header));
    }

    [Fact]
    public async Task CheckAsync_AnotherSecret_IsUnauthorized() =>
        await Assert.ThrowsAsync<UnauthorizedException>(() => _check.CheckAsync(TestKeys.Header[..^1] + "F"));

    [Fact]
    public async Task CheckAsync_RevokedKey_IsUnauthorized()
    {
        _store.Record = TestKeys.Record with { Revoked = true };

        await Assert.ThrowsAsync<UnauthorizedException>(() => _check.CheckAsync(TestKeys.Header));
    }

    [Fact]
    public async Task CheckAsync_ExpiryPassesWhileRemembered_IsUnauthorizedFromThenOn()
    {
        _store.Record = TestKeys.Record with { Expires = _clock.GetUtcNow().AddSeconds(10) };
        await _check.CheckAsync(TestKeys.Header);

        _clock.Advance(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAsync<UnauthorizedException>(() => _check.CheckAsync(TestKeys.Header));
        Assert.Single(_store.Asked);
    }

    [Fact]
    public async Task CheckAsync_StoreUnavailable_FailsAndAllowsNobody()
    {
        _store.Failure = new StorageUnavailableException("down");

        await Assert.ThrowsAsync<StorageUnavailableException>(() => _check.CheckAsync(TestKeys.Header));
    }

    [Fact]
    public async Task CheckAsync_StoreFailsOnce_IsAskedAgain()
    {
        _store.Failure = new StorageUnavailableException("down");
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _check.CheckAsync(TestKeys.Header));

        _store.Failure = null;

        Assert.Same(TestKeys.Record, await _check.CheckAsync(TestKeys.Header));
    }

    [Fact]
    public async Task CheckAsync_Again_AsksOnceWithinTheLifetime()
    {
        await _check.CheckAsync(TestKeys.Header);
        await _check.CheckAsync(TestKeys.Header);
        Assert.Single(_store.Asked);

        _store.Record = TestKeys.Record with { Revoked = true };
        _clock.Advance(KeyCache.Lifetime);

        await Assert.ThrowsAsync<UnauthorizedException>(() => _check.CheckAsync(TestKeys.Header));
        Assert.Equal(2, _store.Asked.Count);
    }

    [Fact]
    public async Task CheckAsync_UnknownKeyAgain_AsksOnce()
    {
        _store.Record = null;

        await Assert.ThrowsAsync<UnauthorizedException>(() => _check.CheckAsync(TestKeys.Header));
        await Assert.ThrowsAsync<UnauthorizedException>(() => _check.CheckAsync(TestKeys.Header));

        Assert.Single(_store.Asked);
    }

    [Fact]
    public async Task FindAsync_ManyIds_RemembersSome()
    {
        var cache = new KeyCache(_store, _clock);
        for (int i = 0; i <= KeyCache.MaxEntries; i++)
        {
            await cache.FindAsync($"id-{i}");
        }

        await cache.FindAsync("id-0");

        Assert.Equal(KeyCache.MaxEntries + 2, _store.Asked.Count);
    }
}
