using AWS.Lambda.Powertools.Idempotency.Internal;

namespace AiProxy.Powertools.Tests.Idempotency;

public sealed class LruCacheTests
{
    [Fact]
    public void Set_BeyondCapacity_DropsWhatWasUsedLongestAgo()
    {
        var cache = new LruCache<string, int>(2);
        cache.Set("a", 1);
        cache.Set("b", 2);
        Assert.True(cache.TryGet("a", out _));

        cache.Set("c", 3);

        Assert.False(cache.TryGet("b", out _));
        Assert.True(cache.TryGet("a", out var a));
        Assert.Equal(1, a);
        Assert.Equal(2, cache.Count);
    }

    [Fact]
    public void Set_SameKey_Replaces()
    {
        var cache = new LruCache<string, int>(2);
        cache.Set("a", 1);
        cache.Set("a", 2);
        cache.Remove("missing");

        Assert.True(cache.TryGet("a", out var value));
        Assert.Equal(2, value);
        Assert.Equal(1, cache.Count);
    }
}
