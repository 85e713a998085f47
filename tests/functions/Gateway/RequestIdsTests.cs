using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Gateway.Tests;

public sealed class RequestIdsTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Next_Always_IsAnExecutionName() =>
        Assert.Matches("^req_[0-9a-z]{20}$", new RequestIds(_time).Next());

    [Fact]
    public void Next_SameMoment_Differs()
    {
        var ids = new RequestIds(_time);
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => ids.Next()).Distinct().Count());
    }

    [Fact]
    public void Next_Later_SortsAfter()
    {
        var ids = new RequestIds(_time);
        string earlier = ids.Next();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(string.CompareOrdinal(earlier, ids.Next()) < 0);
    }
}
