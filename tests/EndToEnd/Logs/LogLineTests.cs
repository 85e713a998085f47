using System.Globalization;
using System.Net;
using System.Text.Json;
using AiProxy.EndToEnd.Tests.Modes;

namespace AiProxy.EndToEnd.Tests.Logs;

/// <summary>The lines on standard output of the host as a process, and the variables that steer them.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/powertools/dotnet/core/logging/"/></remarks>
public sealed class LogLineTests
{
    private const string Routes = """
        {
          "providers": {"openai": {}, "gemini": {} },
          "routes": {"good": {"targets": ["openai/gpt-5.2"]}, "bad": {"targets": ["gemini/gemini-3-pro@quota"]}, "ugly": {"workflow": "ugly", "targets": ["openai/gpt-5.2"]} }
        }
        """;

    private const string Ugly =
        """{"QueryLanguage":"JSONata","StartAt":"No","States":{"No":{"Type":"Fail","Error":"Ugly.Failed","Cause":"a cause for who asks"}}}""";

    private static readonly string[] Standing =
    [
        "level", "message", "timestamp", "service", "cold_start", "function_name", "function_memory_size", "function_arn", "function_request_id",
        "function_version", "name",
    ];

    [Fact]
    public async Task Lines_OfTwoRequests_HaveTheirShapeColdStartAndCorrelationId()
    {
        await using HostProcess host = await StartAsync();

        string first = await AskAsync(host, "good", HttpStatusCode.OK);
        string second = await AskAsync(host, "good", HttpStatusCode.OK);
        await host.StopAsync();

        // The host's own lines (it started, it stops) belong to no request.
        JsonElement[] lines = [.. host.LogLines.Select(line => JsonElement.Parse(line)).Where(line => line.TryGetProperty("correlation_id", out _))];
        // What processes print comes in no order but each one's own.
        Assert.Equal(
            ["Validate", "Transform", "CallProvider", "Merge", "Merge", null, "Validate", "Transform", "CallProvider", "Merge", "Merge", null],
            (PublishedFunctions.IsChosen ? lines.OrderBy(line => Text(line, "timestamp"), StringComparer.Ordinal) : lines.AsEnumerable()).Select(line => Text(line, "function_name")));
        foreach (JsonElement line in lines.Where(line => line.TryGetProperty("function_name", out _)))
        {
            // Only Lambda gives an invocation a trace.
            Assert.Equal(
                [.. Standing, "correlation_id"],
                line.EnumerateObject().Select(member => member.Name).Where(name => name != "xray_trace_id").Take(Standing.Length + 1));
            string requestId = Text(line, "correlation_id")!;
            Assert.Contains(requestId, (string[])[first, second]);
            Assert.Equal(requestId, Text(line, "function_request_id"));
            Assert.Equal(requestId == first, line.GetProperty("cold_start").GetBoolean());
            Assert.Equal("aiproxy", Text(line, "service"));
            Assert.Equal("Information", Text(line, "level"));
            Assert.Equal("$LATEST", Text(line, "function_version"));
            Assert.EndsWith($":function:{Text(line, "function_name")}", Text(line, "function_arn"), StringComparison.Ordinal);
            Assert.Equal("AWS.Lambda.Powertools.Logging.Logger", Text(line, "name"));
            Assert.EndsWith("Z", Text(line, "timestamp"), StringComparison.Ordinal);
            Assert.True(DateTime.TryParseExact(Text(line, "timestamp"), "o", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _));
        }
        Assert.DoesNotContain(host.LogLines, line => line.Contains("(null)", StringComparison.Ordinal) || line.Contains("sampling_rate", StringComparison.Ordinal));
        Assert.All(lines.Where(line => line.TryGetProperty("strategy", out _)), line => Assert.Equal("first", Text(line, "strategy")));
    }

    [Fact]
    public async Task Level_Warning_LeavesOnlyWhatWentWrong()
    {
        await using HostProcess host = await StartAsync(("POWERTOOLS_LOG_LEVEL", "Warning"));

        await AskAsync(host, "good", HttpStatusCode.OK);
        await AskAsync(host, "bad", HttpStatusCode.BadGateway);
        await host.StopAsync();

        Assert.Equal(["CallProvider Warning", "Merge Warning"], Logged(host).Select(Brief).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Level_OfLambda_WinsAndTheMismatchIsSaid()
    {
        await using HostProcess host = await StartAsync(("POWERTOOLS_LOG_LEVEL", "Debug"), ("AWS_LAMBDA_LOG_LEVEL", "ERROR"));

        await AskAsync(host, "bad", HttpStatusCode.BadGateway);
        await AskAsync(host, "ugly", HttpStatusCode.InternalServerError);
        await host.StopAsync();

        Assert.Equal([" Error"], Logged(host).Select(Brief));
        Assert.Contains(host.Lines, line => line.StartsWith("Current log level (Debug) does not match AWS Lambda Advanced Logging Controls", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Level_Debug_TellsTheCauseOfAFailedWorkflow()
    {
        await using HostProcess host = await StartAsync(("AWS_LAMBDA_LOG_LEVEL", "DEBUG"));

        string requestId = await AskAsync(host, "ugly", HttpStatusCode.InternalServerError);
        await host.StopAsync();

        JsonElement line = Assert.Single(host.LogLines.Select(line => JsonElement.Parse(line)), line => Text(line, "level") == "Debug");
        Assert.Equal("a cause for who asks", Text(line, "cause"));
        Assert.Equal(requestId, Text(line, "correlation_id"));
    }

    [Fact]
    public async Task CaseServiceAndSampling_OfTheEnvironment_AreUsed()
    {
        await using HostProcess host = await StartAsync(
            ("POWERTOOLS_LOGGER_CASE", "PascalCase"), ("POWERTOOLS_SERVICE_NAME", "panels"), ("POWERTOOLS_LOGGER_SAMPLE_RATE", "1"));

        await AskAsync(host, "good", HttpStatusCode.OK);
        await AskAsync(host, "good", HttpStatusCode.OK);
        await host.StopAsync();

        JsonElement[] lines = [.. host.LogLines.Select(line => JsonElement.Parse(line)).Where(line => line.TryGetProperty("FunctionName", out _))];
        Assert.Equal(10, lines.Length);
        Assert.All(lines, line => Assert.Equal("panels", Text(line, "Service")));
        Assert.All(lines, line => Assert.Equal(1, line.GetProperty("SamplingRate").GetInt32()));
        Assert.All(lines, line => Assert.True(line.TryGetProperty("CorrelationId", out _)));
        // Never a function's first invocation, always its second.
        Assert.Equal(4, host.Lines.Count(line => line.StartsWith("Changed log level to DEBUG based on Sampling configuration.", StringComparison.Ordinal)));
    }

    // Lambda's runtime has lines of its own, about what a function threw; they have no service.
    private static IEnumerable<JsonElement> Logged(HostProcess host) =>
        host.LogLines.Select(line => JsonElement.Parse(line)).Where(line => line.TryGetProperty("service", out _));

    private static Task<HostProcess> StartAsync(params (string Name, string Value)[] environment) =>
        HostProcess.StartAsync(Routes, [("ugly.asl.json", Ugly)], environment);

    private static async Task<string> AskAsync(HostProcess host, string route, HttpStatusCode expected)
    {
        using HttpResponseMessage response = await host.PostAsync($$"""{"model":"{{route}}","messages":[{"role":"user","content":"Name a prime number."}]}""");
        Assert.Equal(expected, response.StatusCode);
        return response.Headers.GetValues("x-request-id").Single();
    }

    private static string Brief(JsonElement line) => $"{Text(line, "function_name")} {Text(line, "level")}";

    private static string? Text(JsonElement line, string name) => line.TryGetProperty(name, out JsonElement value) ? value.ToString() : null;
}
