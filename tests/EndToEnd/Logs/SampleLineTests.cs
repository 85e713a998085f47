using System.Net;
using System.Text.Json;
using AiProxy.EndToEnd.Tests.Modes;

namespace AiProxy.EndToEnd.Tests.Logs;

/// <summary>
/// <c>lines.jsonl</c> beside this file holds a line of every kind that a request leaves. The deployment's metric filters and saved queries are tested
/// against it (<c>tests/cdk/Observability</c>); this holds it to what the functions really write, so that a key cannot be renamed under an alarm.
/// </summary>
public sealed class SampleLineTests
{
    private const string Routes = """
        {
          "providers": {
            "openai": {"models": {"gpt-5.2": {"price": {"inputUsd": 1.75, "outputUsd": 14.00, "cachedInputUsd": 0.175}}}},
            "anthropic": {}, "gemini": {}
          },
          "routes": {
            "one": {"targets": ["openai/gpt-5.2"]},
            "all": {"strategy": "all", "targets": ["openai/gpt-5.2", "anthropic/claude-sonnet-4.6"]},
            "first": {"targets": ["openai/gpt-5.2@auth", "gemini/gemini-3-pro"]},
            "race": {"strategy": "race", "targets": ["openai/gpt-5.2@delay=500ms", "gemini/gemini-3-pro@hang"]},
            "quota": {"targets": ["openai/gpt-5.2@quota"]},
            "spare": {"strategy": "all", "targets": ["openai/gpt-5.2@fail=400"], "fallbacks": ["gemini/gemini-3-pro"]},
            "narrow": {"targets": ["anthropic/claude-sonnet-4.6"]},
            "broken": {"workflow": "broken", "targets": ["openai/gpt-5.2"]}
          }
        }
        """;

    private const string Broken = """{"QueryLanguage":"JSONata","StartAt":"No","States":{"No":{"Type":"Fail","Error":"Broken.Failed","Cause":"a cause"}}}""";

    private static string SampleFile => Path.Combine(RunningHost.ProjectRoot, "tests", "EndToEnd", "Logs", "lines.jsonl");

    [Fact]
    [Trait(PublishedFunctions.Functions, PublishedFunctions.InProcess)] // A race's loser is not ended, so no line says that it was.
    public async Task Samples_OfTheLog_AreWhatTheFunctionsWrite()
    {
        await using HostProcess host = await HostProcess.StartAsync(Routes, [("broken.asl.json", Broken)]);
        // Each function's cold start is this request's.
        await AskAsync(host, "one", HttpStatusCode.OK);
        await AskAsync(host, "all", HttpStatusCode.OK);
        await AskAsync(host, "first", HttpStatusCode.OK);
        await AskAsync(host, "race", HttpStatusCode.OK);
        await AskAsync(host, "quota", HttpStatusCode.BadGateway);
        await AskAsync(host, "spare", HttpStatusCode.OK);
        await AskAsync(host, "narrow", HttpStatusCode.BadRequest, ",\"n\":2,\"logit_bias\":{\"50256\":-100}");
        await AskAsync(host, "nobody", HttpStatusCode.NotFound);
        await AskAsync(host, "broken", HttpStatusCode.InternalServerError);
        await host.StopAsync();

        string[] written =
        [
            .. host.LogLines.Where(line => JsonElement.Parse(line).TryGetProperty("correlation_id", out _))
                .DistinctBy(line => Shape(JsonElement.Parse(line))).OrderBy(line => Shape(JsonElement.Parse(line)), StringComparer.Ordinal),
        ];
        string[] samples = await File.ReadAllLinesAsync(SampleFile, TestContext.Current.CancellationToken);
        string[] expected = [.. samples.Select(line => Shape(JsonElement.Parse(line)))];
        string[] actual = [.. written.Select(line => Shape(JsonElement.Parse(line)))];

        Assert.True(
            expected.Order(StringComparer.Ordinal).SequenceEqual(actual),
            $"The log's lines have other kinds or keys than {SampleFile}. Where that is meant, make it this:\n{string.Join('\n', written)}");
    }

    // Who says what, under which keys; not the values, but for those that patterns look at.
    private static string Shape(JsonElement line)
    {
        string[] told = ["function_name", "event", "outcome", "call_status", "error_name", "fallback_used", "degraded", "fallback", "status", "level"];
        IEnumerable<string> values = told.Where(key => line.TryGetProperty(key, out _)).Select(key => $"{key}={line.GetProperty(key)}");
        IEnumerable<string> keys = line.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal);
        return $"{string.Join(' ', values)} cold_start={line.GetProperty("cold_start")}: {string.Join(' ', keys)}";
    }

    private static async Task AskAsync(HostProcess host, string route, HttpStatusCode expected, string members = "")
    {
        using HttpResponseMessage response = await host.PostAsync($$"""{"model":"{{route}}","messages":[{"role":"user","content":"Name a prime number."}]{{members}}}""");
        Assert.True(expected == response.StatusCode, $"{route}: {response.StatusCode} {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
    }
}
