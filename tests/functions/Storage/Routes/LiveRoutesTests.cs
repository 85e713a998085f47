using AiProxy.Contracts.Routes;
using AiProxy.Storage.Routes;
using Amazon.AppConfigData.Model;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Storage.Tests.Routes;

public sealed class LiveRoutesTests : IDisposable
{
    private static readonly ConfigurationName Name = new("app", "env", "routes");

    private readonly FakeAppConfig _appConfig = new() { Content = Routes("first") };
    private readonly FakeTimeProvider _clock = new();

    public void Dispose() => _appConfig.Dispose();

    private static string Routes(string route) =>
        """{"providers":{"openai":{}},"routes":{"ROUTE":{"targets":["openai/gpt-5.2"]}}}""".Replace("ROUTE", route, StringComparison.Ordinal);

    private LiveRoutes Load(RouteTable? packaged = null) =>
        LiveRoutes.Load(new ConfigurationSession(_appConfig, Name), Name, null, _clock, () => packaged);

    private static RouteTable Table(string route) => RouteTable.Parse(System.Text.Encoding.UTF8.GetBytes(Routes(route)), "routes.json");

    private static string RouteOf(LiveRoutes routes) => routes.Current.Models[0].Id;

    // A look goes on beside the requests; they see its end sooner or later, and the clock stands still meanwhile.
    private static async Task SeenAsync(Func<bool> seen)
    {
        while (!seen())
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public void Load_Configuration_IsInForce()
    {
        Assert.Equal("first", RouteOf(Load()));
        Assert.Equal((1, 1), (_appConfig.Sessions, _appConfig.Polls));
    }

    [Fact]
    public void Current_WithinTheInterval_DoesNotLookAgain()
    {
        LiveRoutes routes = Load();
        _appConfig.Content = Routes("second");

        _clock.Advance(LiveRoutes.Interval - TimeSpan.FromTicks(1));

        Assert.Equal("first", RouteOf(routes));
        Assert.Equal(1, _appConfig.Polls);
    }

    [Fact]
    public async Task Current_AfterTheInterval_TakesTheNewRoutesInTheSameSession()
    {
        LiveRoutes routes = Load();
        _appConfig.Content = Routes("second");

        _clock.Advance(LiveRoutes.Interval);

        await SeenAsync(() => RouteOf(routes) == "second");
        Assert.Equal((1, 2), (_appConfig.Sessions, _appConfig.Polls));
    }

    [Fact]
    public async Task Current_ServiceAsksForLongerIntervals_WaitsAsLong()
    {
        _appConfig.PollSeconds = 100;
        LiveRoutes routes = Load();
        _appConfig.Content = Routes("second");

        _clock.Advance(TimeSpan.FromSeconds(99));
        Assert.Equal("first", RouteOf(routes));
        Assert.Equal(1, _appConfig.Polls);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await SeenAsync(() => RouteOf(routes) == "second");
    }

    [Fact]
    public void Current_AfterALongFreeze_LooksBeforeItAnswers()
    {
        LiveRoutes routes = Load();
        _appConfig.Content = Routes("second");

        _clock.Advance(LiveRoutes.MaxAge + TimeSpan.FromSeconds(1));

        Assert.Equal("second", RouteOf(routes));
    }

    [Fact]
    public void Current_ConfigurationIsWrong_KeepsTheLastGoodOne()
    {
        LiveRoutes routes = Load();
        _appConfig.Content = """{"providers":{},"routes":{"x":{"targets":["nobody/x"]}}}""";

        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("first", RouteOf(routes));

        _appConfig.Content = Routes("third");
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("third", RouteOf(routes));
    }

    [Fact]
    public void Current_ServiceFails_KeepsTheRoutesAndStartsAnotherSessionLater()
    {
        LiveRoutes routes = Load();
        _appConfig.Failure = new ThrottlingException("slow down");
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("first", RouteOf(routes));

        _appConfig.Failure = null;
        _appConfig.Content = Routes("second");
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("second", RouteOf(routes));
        Assert.Equal(2, _appConfig.Sessions);
    }

    [Fact]
    public async Task Current_ServiceDoesNotAnswer_IsNotWaitedForAndGivenUpInTime()
    {
        LiveRoutes routes = Load();
        _appConfig.Hangs = true;
        _clock.Advance(LiveRoutes.Interval);
        Assert.Equal("first", RouteOf(routes));
        await SeenAsync(() => _appConfig.Polls == 2);

        _clock.Advance(LiveRoutes.Patience);
        _appConfig.Hangs = false;
        _appConfig.Content = Routes("second");
        _clock.Advance(LiveRoutes.Interval);

        await SeenAsync(() =>
        {
            _clock.Advance(LiveRoutes.Interval);
            return RouteOf(routes) == "second";
        });
    }

    [Fact]
    public void Load_ServiceFails_UsesThePackagedRoutesUntilItAnswers()
    {
        _appConfig.Failure = new InternalServerException("oops");
        LiveRoutes routes = Load(Table("packaged"));
        Assert.Equal("packaged", RouteOf(routes));

        _appConfig.Failure = null;
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("first", RouteOf(routes));
    }

    [Fact]
    public void Load_NothingUsableAtAll_SaysWhy()
    {
        _appConfig.Failure = new ResourceNotFoundException("no deployment");

        var thrown = Assert.Throws<RouteSourceException>(() => Load());

        Assert.Contains("app/env/routes", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("no deployment", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ConfigurationIsWrongAndNothingPackaged_ListsWhatIsWrong()
    {
        _appConfig.Content = """{"providers":{},"routes":{"x":{"targets":["nobody/x"]}}}""";

        var thrown = Assert.Throws<RouteSourceException>(() => Load());

        Assert.Contains("unknown_provider", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app")]
    [InlineData("app/env")]
    [InlineData("app//routes")]
    [InlineData("a/b/c/d")]
    public void Parse_NotThreeParts_IsRefused(string text) =>
        Assert.Contains("ROUTES_APPCONFIG", Assert.Throws<InvalidOperationException>(() => ConfigurationName.Parse(text)).Message, StringComparison.Ordinal);
}
