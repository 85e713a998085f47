using System.Net;
using System.Text.Json;
using AiProxy.EndToEnd.Tests.Failures;
using AiProxy.EndToEnd.Tests.Modes;
using AWS.Lambda.Powertools.Logging;
using Microsoft.Extensions.Logging;

namespace AiProxy.EndToEnd.Tests.Logs;

/// <summary>One process runs many invocations of several functions at once; each line belongs to one of them.</summary>
public sealed class ConcurrentLogTests
{
    private const int Routes = 8;
    private const int Requests = 80;

    [Fact]
    public async Task Lines_OfConcurrentRequests_NeverMix()
    {
        using var log = new CapturedLog();
        await using RunningHost host = await RunningHost.StartAsync(RoutesFile());

        string[] ids = await Task.WhenAll(Enumerable.Range(0, Requests).Select(async i =>
        {
            using HttpResponseMessage response = await host.PostAsync(Ask($"route-{i % Routes}"), ("X-Client-Request-Id", $"client-{i}"));
            return response.Headers.GetValues("x-request-id").Single();
        }));

        Assert.Equal(Requests, ids.Distinct().Count());
        // What functions in processes of their own print comes a moment after their answer.
        await Eventually.IsTrueAsync(() => log.All.Count >= 10 * Requests);
        for (int i = 0; i < Requests; i++)
        {
            IReadOnlyList<JsonElement> lines = log.Of(ids[i]);
            string key = $"@key={i % Routes}@";
            Assert.Equal(
                ["", "CallProvider", "CallProvider", "CallProvider", "Merge", "Merge", "Merge", "Merge", "Transform", "Validate"],
                lines.Select(line => Text(line, "function_name") ?? "").Order(StringComparer.Ordinal));
            Assert.All(lines.Where(line => line.TryGetProperty("function_name", out _)), line => Assert.Equal(ids[i], Text(line, "function_request_id")));
            JsonElement[] calls = [.. lines.Where(line => Text(line, "function_name") == "CallProvider")];
            Assert.Equal(["anthropic", "gemini", "openai"], calls.Select(line => Text(line, "target")).Order(StringComparer.Ordinal));
            Assert.All(
                lines.Where(line => Text(line, "event") == "call_settled"), line => Assert.Contains(key, Text(line, "model") + "@", StringComparison.Ordinal));
            Assert.All(calls, line => Assert.Contains(key, Text(line, "model") + "@", StringComparison.Ordinal));
            Assert.All(lines.Where(line => line.TryGetProperty("route", out _)), line => Assert.Equal($"route-{i % Routes}", Text(line, "route")));
            Assert.Equal($"client-{i}", Text(lines.Single(line => !line.TryGetProperty("function_name", out _)), "client_request_id"));
        }
        Assert.Equal(10 * Requests, log.All.Count);
    }

    [Fact]
    [Trait(PublishedFunctions.Functions, PublishedFunctions.InProcess)] // The log is set up by code here, which published functions do not see.
    public async Task Buffering_OfInformation_KeepsOnlyWhatWentWrong()
    {
        using var log = new CapturedLog(configuration => configuration.LogBuffering = new LogBufferingOptions { BufferAtLogLevel = LogLevel.Information });
        await using RunningHost host = await RunningHost.StartAsync(RoutesFile());

        using HttpResponseMessage good = await host.PostAsync(Ask("route-0"));
        using HttpResponseMessage bad = await host.PostAsync(Ask("bad"));

        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        // The gateway's lines are of no invocation, so nothing holds them back.
        Assert.Equal(["Gateway Information 200"], log.Of(good.Headers.GetValues("x-request-id").Single()).Select(LogWords.Of));
        Assert.Equal(
            ["CallProvider Warning QuotaExhaustedException", "Merge Warning request_failed", "Gateway Information 502"],
            log.Of(bad.Headers.GetValues("x-request-id").Single()).Select(LogWords.Of));
    }

    private static string RoutesFile()
    {
        IEnumerable<string> routes = Enumerable.Range(0, Routes).Select(i =>
            $$"""
            "route-{{i}}":{"strategy":"all","targets":["openai/gpt-5.2@key={{i}}","anthropic/claude-sonnet-4.6@key={{i}}","gemini/gemini-3-pro@key={{i}}"]}
            """);
        return $$$"""
            {"providers":{"openai":{},"anthropic":{},"gemini":{}},"routes":{"bad":{"targets":["openai/gpt-5.2@quota"]},{{{string.Join(',', routes)}}}}}
            """;
    }

    private static string Ask(string route) => $$"""{"model":"{{route}}","messages":[{"role":"user","content":"Name a prime number."}]}""";

    private static string? Text(JsonElement line, string name) => line.TryGetProperty(name, out JsonElement value) ? value.ToString() : null;
}
