using AiProxy.Host.Configuration;
using Microsoft.Extensions.Configuration;

namespace AiProxy.Host.Tests.Configuration;

public sealed class HostOptionsTests
{
    [Fact]
    public void Bind_Nothing_IsTheDefaults()
    {
        HostOptions options = Bind();

        Assert.True(options.Watch);
        Assert.True(options.Banner);
        Assert.Equal(30, options.ShutdownGraceSeconds);
    }

    [Fact]
    public void Bind_AnyCase_IsTaken() => Assert.Equal(7, Bind(("aiproxy:maxqueuedrequests", "7")).MaxQueuedRequests);

    [Fact]
    public void Bind_Misspelt_NamesTheNearest()
    {
        var e = Assert.Throws<StartupException>(() => Bind(("AiProxy:MaxQueuedRequest", "7")));

        Assert.Contains("AiProxy:MaxQueuedRequest.", e.Message, StringComparison.Ordinal);
        Assert.Contains("'MaxQueuedRequests'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bind_NoNumber_NamesTheSetting()
    {
        var e = Assert.Throws<StartupException>(() => Bind(("AiProxy:MaxQueuedRequests", "many")));

        Assert.Contains("AiProxy:MaxQueuedRequests", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bind_OutOfRange_NamesEverySettingAndItsRange()
    {
        var e = Assert.Throws<StartupException>(() => Bind(("AiProxy:QueueTimeoutSeconds", "0"), ("AiProxy:ShutdownGraceSeconds", "601")));

        Assert.Contains("AiProxy:QueueTimeoutSeconds", e.Message, StringComparison.Ordinal);
        Assert.Contains("between 0 and 600", e.Message, StringComparison.Ordinal);
    }

    private static HostOptions Bind(params (string Key, string Value)[] settings) => HostOptions.Bind(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
        .Build());
}
