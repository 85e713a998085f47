using System.Text.Json;
using AWS.Lambda.Powertools.Logging;
using Microsoft.Extensions.Logging;

namespace AiProxy.Powertools.Tests.Logging;

public sealed class LineTests : LoggerFixture
{
    [Fact]
    public void LogInformation_InInvocation_WritesTheWholeLine()
    {
        using var log = Begin(
            new LoggingAttribute { Service = "aiproxy", CorrelationIdPath = "/CallKey" },
            new Order("r-1"),
            new TestLambdaContext { TraceId = "Root=1-5bef4de7-ad49;Parent=3;Sampled=1" });
        Logger.AppendKey("tenant", "acme");

        Logger.LogInformation("validated {Count} in {Elapsed:0.0} ms by {@Order}", 3, 1.25, new Order("k", "t"));

        Assert.Equal(
            """{"level":"Information","message":"validated 3 in 1.3 ms by Order { CallKey = k, Text = t, RequestContext =  }","""
            + """ "timestamp":"2026-11-24T18:27:10.5225556Z","service":"aiproxy","cold_start":true,""".TrimStart()
            + Context
            + """ "xray_trace_id":"1-5bef4de7-ad49",""".TrimStart() + Name
            + ""","correlation_id":"r-1","tenant":"acme","count":3,"elapsed":1.3,"order":{"call_key":"k","text":"t"}}""",
            Lines.Last);
    }

    [Fact]
    public void LogInformation_ValueThatLogsItself_WritesBothLines()
    {
        Logger.LogInformation("outer {Value}", new Chatty());
        Logger.LogInformation("after {Value}", new string('x', 200_000));
        Logger.LogInformation("last");

        Assert.Equal(["inner", "outer chatty", "after", "last"], Lines.All.Select(line =>
        {
            using var document = JsonDocument.Parse(line);
            var message = document.RootElement.GetProperty("message").GetString()!;
            return message.Length > 100 ? message[..5] : message;
        }).Distinct());
    }

    [Fact]
    public void LogInformation_OutsideOfAnInvocation_HasNoContext()
    {
        Logger.LogInformation("starting");

        Assert.Equal(
            """{"level":"Information","message":"starting","timestamp":"2026-11-24T18:27:10.5225556Z","service":"service_undefined","cold_start":true,"""
            + Name + "}",
            Lines.Last);
    }

    [Theory]
    [InlineData(LoggerOutputCase.CamelCase, "\"level\"", "\"functionRequestId\"", "\"callKey\"", "\"coldStart\"")]
    [InlineData(LoggerOutputCase.PascalCase, "\"Level\"", "\"FunctionRequestId\"", "\"CallKey\"", "\"ColdStart\"")]
    [InlineData(LoggerOutputCase.SnakeCase, "\"level\"", "\"function_request_id\"", "\"call_key\"", "\"cold_start\"")]
    public void LogInformation_OutputCase_NamesAllKeys(LoggerOutputCase outputCase, params string[] expected)
    {
        using var log = Begin(new LoggingAttribute { LoggerOutputCase = outputCase });

        Logger.LogInformation("x {call_key}", "k");

        Assert.All(expected, key => Assert.Contains(key, Lines.Last, StringComparison.Ordinal));
    }

    [Fact]
    public void LogInformation_PascalCaseUnderLambdasLogLevel_NamesItLogLevel()
    {
        Variables["AWS_LAMBDA_LOG_LEVEL"] = "DEBUG";
        Configure(configuration => configuration.LoggerOutputCase = LoggerOutputCase.PascalCase);

        Logger.LogInformation("x");

        Assert.StartsWith("""{"LogLevel":"Information","Message":"x",""", Lines.Last, StringComparison.Ordinal);
    }

    [Fact]
    public void LogError_Exception_WritesTypeMessageAndInner()
    {
        Logger.LogError(new InvalidOperationException("outer", new FormatException("inner")), "failed {What}", "it");

        Assert.EndsWith(
            ""","what":"it","exception":{"type":"System.InvalidOperationException","message":"outer","inner_exception":{"type":"System.FormatException","message":"inner"}}}""",
            Lines.Last,
            StringComparison.Ordinal);
        Assert.Contains("\"message\":\"failed it\"", Lines.Last, StringComparison.Ordinal);
    }

    [Fact]
    public void LogError_ExceptionAlone_IsItsMessage()
    {
        Logger.LogError(new InvalidOperationException("with {braces}"));

        Assert.StartsWith("""{"level":"Error","message":"with {braces}",""", Lines.Last, StringComparison.Ordinal);
    }

    [Fact]
    public void LogInformation_ThrownException_HasSourceAndStack()
    {
        try
        {
            throw new FormatException("f");
        }
        catch (FormatException exception)
        {
            Logger.LogInformation(exception);
        }

        using var line = JsonDocument.Parse(Lines.Last);
        var written = line.RootElement.GetProperty("exception");
        Assert.Equal(["type", "message", "source", "stack_trace"], written.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void LogInformation_Object_IsEmbeddedAsTheMessage()
    {
        using var log = Begin();

        Logger.LogInformation(new Order("k"));

        Assert.StartsWith("""{"level":"Information","message":{"call_key":"k"},""", Lines.Last, StringComparison.Ordinal);
    }

    [Fact]
    public void LogInformation_ObjectUnknownToTheSerializer_IsText()
    {
        using var log = Begin();

        Logger.LogInformation(new Version(1, 2));

        Assert.StartsWith("""{"level":"Information","message":"1.2",""", Lines.Last, StringComparison.Ordinal);
    }

    [Fact]
    public void LogInformation_JsonOptions_KnowTypesOutsideOfInvocations()
    {
        Configure(configuration => configuration.JsonOptions = new JsonSerializerOptions { TypeInfoResolver = TestJson.Default });

        Logger.LogInformation(new Answer("t", 2));

        Assert.StartsWith("""{"level":"Information","message":{"text":"t","calls":2},""", Lines.Last, StringComparison.Ordinal);
    }

    [Fact]
    public void LogInformation_Values_KeepTheirKinds()
    {
        Logger.LogInformation(
            "{A} {B} {C} {D} {E} {@F} {@G} {H} {I} {J}",
            1L, 2.5m, true, null, DayOfWeek.Friday, new Dictionary<string, object> { ["SomeKey"] = 1 }, new[] { 1, 2 }, double.NaN, new Uri("http://a/"), "ä\"<");

        Assert.EndsWith(
            ""","a":1,"b":2.5,"c":true,"d":null,"e":"Friday","f":{"some_key":1},"g":[1,2],"h":"NaN","i":"http://a/","j":"ä\"<"}""",
            Lines.Last,
            StringComparison.Ordinal);
    }

    [Fact]
    public void LogInformation_StandingKeys_CannotBeTaken()
    {
        Logger.AppendKey("level", "mine");
        Logger.AppendKey("Message", "mine");

        Logger.LogInformation("{service} {function_name} {Timestamp}", "mine", "mine", "mine");

        Assert.DoesNotContain(":\"mine\"", Lines.Last, StringComparison.Ordinal);
    }

    [Fact]
    public void LogInformation_SameKeyTwice_KeepsTheAppendedOne()
    {
        Logger.AppendKey("target", "one");

        Logger.LogInformation("{Target}", "two");

        Assert.EndsWith(""","target":"one"}""", Lines.Last, StringComparison.Ordinal);
    }

    [Fact]
    public void LogInformation_BracesWithoutArguments_StayAsTheyAre()
    {
        Logger.LogInformation("""{"a":1}""");

        Assert.StartsWith("""{"level":"Information","message":"{\"a\":1}",""", Lines.Last, StringComparison.Ordinal);
    }

    [Fact]
    public void LogInformation_TimestampFormat_IsUsed()
    {
        Configure(configuration => configuration.TimestampFormat = "yyyy-MM-dd HH:mm");

        Logger.LogInformation("x");

        Assert.Contains("\"timestamp\":\"2026-11-24 18:27\"", Lines.Last, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_LoggerOfItsOwn_WritesTemplatesEventsAndScopes()
    {
        var logger = new PowertoolsLoggerBuilder().WithService("own").WithLogOutput(Lines).WithOutputCase(LoggerOutputCase.CamelCase)
            .WithMinimumLogLevel(LogLevel.Debug).Build();

        using (logger.BeginScope(new Dictionary<string, object?> { ["WaveNumber"] = 2 }))
            LogCall(logger, "openai", null);

        Assert.Contains("\"service\":\"own\"", Lines.Last, StringComparison.Ordinal);
        Assert.EndsWith(""","waveNumber":2,"target":"openai"}""", Lines.Last, StringComparison.Ordinal);

        LogCall(logger, "openai", null);
        Assert.DoesNotContain("waveNumber", Lines.Last, StringComparison.Ordinal);
    }

    [Fact]
    public void AddPowertoolsLogger_ILoggerOfT_WritesUnderItsCategory()
    {
        using var factory = LoggerFactory.Create(builder => builder.AddPowertoolsLogger());
        LogCall(factory.CreateLogger<LineTests>(), "gemini", null);

        Assert.EndsWith(""","name":"AiProxy.Powertools.Tests.Logging.LineTests","target":"gemini"}""", Lines.Last, StringComparison.Ordinal);
    }

    private static readonly Action<ILogger, string, Exception?> LogCall =
        LoggerMessage.Define<string>(LogLevel.Information, new EventId(1, "Call"), "asked {Target}");

    private sealed class Chatty
    {
        public override string ToString()
        {
            Logger.LogInformation("inner");
            return "chatty";
        }
    }
}
