using System.Text.Json;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace AiProxy.Powertools.Tests.Logging;

public sealed class InvocationLogTests : LoggerFixture
{
    [Fact]
    public void Begin_SecondInvocation_IsNoColdStart()
    {
        var attribute = new LoggingAttribute();
        using (Begin(attribute))
            Logger.LogInformation("1");
        using (Begin(attribute))
            Logger.LogInformation("2");

        Assert.Contains("\"cold_start\":true", Lines.All[0], StringComparison.Ordinal);
        Assert.Contains("\"cold_start\":false", Lines.All[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Begin_SecondFunctionOfTheProcess_StartsColdItself()
    {
        var (one, two) = (new LoggingAttribute(), new LoggingAttribute());
        foreach (var attribute in new[] { one, two, one, two })
        {
            using (Begin(attribute))
                Logger.LogInformation("x");
        }

        Assert.Equal([true, true, false, false], Lines.All.Select(line => line.Contains("\"cold_start\":true", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Begin_ConcurrentFirstInvocations_OneIsTheColdStart()
    {
        var attribute = new LoggingAttribute();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(
            () =>
            {
                using (Begin(attribute))
                    Logger.LogInformation("x");
            },
            TestContext.Current.CancellationToken)));

        Assert.Single(Lines.All, line => line.Contains("\"cold_start\":true", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(CorrelationIdPaths.ApiGatewayRest, "gw-1")]
    [InlineData("/request_context/requestId", "gw-1")]
    [InlineData("/CallKey", "k")]
    [InlineData("/CallKey/More", null)]
    [InlineData("/Missing", null)]
    [InlineData("/Text", null)]
    public void Begin_CorrelationIdPath_IsFoundInAnyCase(string path, string? expected)
    {
        using var log = Begin(new LoggingAttribute { CorrelationIdPath = path }, new Order("k", " ", new RequestContext("gw-1")));

        Logger.LogInformation("x");

        using var line = JsonDocument.Parse(Lines.Last);
        Assert.Equal(expected, line.RootElement.TryGetProperty("correlation_id", out var id) ? id.GetString() : null);
    }

    [Fact]
    public void Begin_CorrelationIdPath_LeavesTheRestOfTheEventAlone()
    {
        using var log = Begin(new LoggingAttribute { CorrelationIdPath = "/id" }, new Prompt("p-1"));

        Logger.LogInformation("x");

        Assert.Contains("\"correlation_id\":\"p-1\"", Lines.Last, StringComparison.Ordinal);
    }

    [Fact]
    public void Begin_CorrelationIdThatIsANumber_IsItsText()
    {
        using var log = Begin(new LoggingAttribute { CorrelationIdPath = "/Calls" }, new Answer("t", 7));

        Logger.LogInformation("x");

        using var line = JsonDocument.Parse(Lines.Last);
        Assert.Equal("7", line.RootElement.GetProperty("correlation_id").GetString());
    }

    [Theory]
    [InlineData(null, null, 0)]
    [InlineData(null, "true", 1)]
    [InlineData(true, null, 1)]
    [InlineData(false, "true", 0)]
    public void Begin_LogEvent_AttributeWinsOverTheEnvironment(bool? attribute, string? variable, int expectedLines)
    {
        if (variable is not null)
            Variables["POWERTOOLS_LOGGER_LOG_EVENT"] = variable;
        var logging = attribute is { } logEvent ? new LoggingAttribute { LogEvent = logEvent } : new LoggingAttribute();

        using var log = Begin(logging, new Order("k"));

        Assert.Equal(expectedLines, Lines.All.Count);
        if (expectedLines > 0)
            Assert.StartsWith("""{"level":"Information","message":{"call_key":"k"},""", Lines.Last, StringComparison.Ordinal);
    }

    [Fact]
    public void Dispose_KeysAppendedInside_EndWithTheInvocation()
    {
        Logger.AppendKey("process", "p");
        Logger.AppendKey("shared", "outer");
        using (Begin())
        {
            Logger.AppendKey("shared", "inner");
            Assert.Equal("inner", Assert.Single(Logger.GetAllKeys(), key => key.Key == "shared").Value);
            Logger.RemoveKeys("shared");
            Logger.AppendKeys([new KeyValuePair<string, object>("one", 1), new("two", 2), new("three", 3)]);
            Logger.RemoveKeys("two", "process");
            Assert.Equal(["process", "shared", "one", "three"], Logger.GetAllKeys().Select(key => key.Key));
        }

        Logger.LogInformation("after");

        Assert.EndsWith(""","process":"p","shared":"outer"}""", Lines.Last, StringComparison.Ordinal);
    }

    [Fact]
    public void Dispose_ClearState_RemovesTheProcessKeysToo()
    {
        Logger.AppendKey("process", "p");

        Begin(new LoggingAttribute { ClearState = true }).Dispose();

        Assert.Empty(Logger.GetAllKeys());
    }

    [Fact]
    public async Task Begin_ConcurrentInvocations_KeepKeysApart()
    {
        async Task RunAsync(string id)
        {
            using var log = Begin(context: new TestLambdaContext { AwsRequestId = id });
            Logger.AppendKey("own", id);
            await Task.Yield();
            Logger.LogInformation("line of {Id}", id);
        }

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => RunAsync($"r-{i}"), TestContext.Current.CancellationToken)));

        Assert.Equal(50, Lines.All.Count);
        foreach (var line in Lines.All)
        {
            using var json = JsonDocument.Parse(line);
            var id = json.RootElement.GetProperty("id").GetString();
            Assert.Equal(id, json.RootElement.GetProperty("own").GetString());
            Assert.Equal(id, json.RootElement.GetProperty("function_request_id").GetString());
        }
    }

    [Fact]
    public void Begin_NoContextTrace_TakesTheProviders()
    {
        LambdaTraceProvider.CurrentTraceId = "Root=1-abc";
        try
        {
            using var log = Begin();
            Logger.LogInformation("x");

            Assert.Contains("\"xray_trace_id\":\"1-abc\"", Lines.Last, StringComparison.Ordinal);
        }
        finally
        {
            LambdaTraceProvider.CurrentTraceId = null;
        }
    }

    [Theory]
    [InlineData(null, null, null, "Information")]
    [InlineData(null, "Warning", null, "Warning")]
    [InlineData("Error", "Warning", null, "Error")]
    [InlineData("Debug", null, "WARN", "Warning")]
    [InlineData("Error", null, "DEBUG", "Debug")]
    [InlineData(null, "warn", null, "Warning")]
    public void LogLevel_AttributeThenEnvironment_AndLambdasWinsOverAll(string? attribute, string? powertools, string? lambda, string expectedLowest)
    {
        if (powertools is not null)
            Variables["POWERTOOLS_LOG_LEVEL"] = powertools;
        if (lambda is not null)
            Variables["AWS_LAMBDA_LOG_LEVEL"] = lambda;
        using var log = Begin(new LoggingAttribute { LogLevel = attribute is null ? LogLevel.None : Enum.Parse<LogLevel>(attribute) });
        var before = Lines.All.Count;

        foreach (var level in Enum.GetValues<LogLevel>().Where(level => level != LogLevel.None))
            Logger.Log(level, "x");

        Assert.StartsWith($$"""{"level":"{{expectedLowest}}",""", Lines.All[before], StringComparison.Ordinal);
    }

    [Fact]
    public void LogLevel_BelowLambdas_IsWarnedAbout()
    {
        Variables["AWS_LAMBDA_LOG_LEVEL"] = "ERROR";

        using var log = Begin(new LoggingAttribute { LogLevel = LogLevel.Debug });

        Assert.Contains("does not match AWS Lambda Advanced Logging Controls", Assert.Single(Lines.All), StringComparison.Ordinal);
    }

    [Fact]
    public void Sampling_ChosenInvocation_LogsFromDebugAndOnlyThat()
    {
        var attribute = new LoggingAttribute { SamplingRate = 0.5 };
        Sample = 0.4;
        using (Begin(attribute))
            Logger.LogDebug("cold: never sampled");
        Assert.Empty(Lines.All);

        using (Begin(attribute))
            Logger.LogDebug("chosen");
        Assert.Equal("Changed log level to DEBUG based on Sampling configuration. Sampling Rate: 0.5, Sampler Value: 0.4.", Lines.All[0]);
        Assert.Contains("\"message\":\"chosen\"", Lines.All[1], StringComparison.Ordinal);
        Assert.Contains("\"sampling_rate\":0.5", Lines.All[1], StringComparison.Ordinal);

        Sample = 0.6;
        using (Begin(attribute))
            Logger.LogDebug("not chosen");
        Assert.Equal(2, Lines.All.Count);
    }

    [Fact]
    public void Buffering_GoodInvocation_DropsWhatIsHeldBack()
    {
        Configure(configuration => configuration.LogBuffering = new LogBufferingOptions());
        using (Begin())
        {
            Logger.LogDebug("held");
            Logger.LogInformation("shown");
        }

        using (Begin())
            Logger.FlushBuffer();

        Assert.Contains("shown", Assert.Single(Lines.All), StringComparison.Ordinal);
    }

    [Fact]
    public void Buffering_ErrorLine_WritesWhatIsHeldBackFirst()
    {
        Configure(configuration => configuration.LogBuffering = new LogBufferingOptions { BufferAtLogLevel = LogLevel.Warning });
        using var log = Begin();

        Logger.LogWarning("one");
        Logger.LogTrace("two");
        Logger.LogError("three");

        Assert.Equal(["one", "two", "three"], Messages());
    }

    [Fact]
    public void Buffering_UncaughtError_WritesWhatIsHeldBackIfAsked()
    {
        Configure(configuration => configuration.LogBuffering = new LogBufferingOptions());
        using (var log = Begin(new LoggingAttribute { FlushBufferOnUncaughtError = true }))
        {
            Logger.LogDebug("held");
            Assert.False(log.Failed(new FormatException()));
        }

        using (var log = Begin())
        {
            Logger.LogDebug("dropped");
            log.Failed(new FormatException());
        }

        Assert.Equal(["held"], Messages());
    }

    [Fact]
    public void Buffering_Full_EvictsTheOldestAndSaysSo()
    {
        Configure(configuration => configuration.LogBuffering = new LogBufferingOptions { MaxBytes = 2500 });
        using var log = Begin();

        foreach (var i in Enumerable.Range(0, 5))
            Logger.LogDebug("line {I}", i);
        Logger.FlushBuffer();

        var messages = Messages();
        Assert.Equal("line 4", messages[^2]);
        Assert.DoesNotContain("line 0", messages);
        Assert.StartsWith("Some logs are not displayed because they were evicted", messages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Buffering_LineLargerThanTheBuffer_IsWrittenAtOnceWithAWarning()
    {
        Configure(configuration => configuration.LogBuffering = new LogBufferingOptions { MaxBytes = 1000 });
        using var log = Begin();

        Logger.LogDebug(new string('x', 1000));

        Assert.Equal(2, Lines.All.Count);
        Assert.StartsWith("""{"level":"Warning","message":"Cannot add item to the buffer""", Lines.All[0], StringComparison.Ordinal);
        Assert.StartsWith("""{"level":"Debug","message":"xxx""", Lines.All[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Buffering_OutsideOfAnInvocation_IsOff()
    {
        Configure(configuration =>
        {
            configuration.LogBuffering = new LogBufferingOptions();
            configuration.MinimumLogLevel = LogLevel.Debug;
        });

        Logger.LogDebug("shown");

        Assert.Equal(["shown"], Messages());
    }

    private List<string?> Messages() => [.. Lines.All.Select(line =>
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("message").GetString();
    })];
}
