using System.Collections.Concurrent;
using System.Text.Json;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Composition;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Plans;
using AWS.Lambda.Powertools.Common;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using AWS.Lambda.Powertools.Logging;
using Microsoft.Extensions.DependencyInjection;

namespace AiProxy.Merge.Tests;

/// <summary>What is left to read of an execution whose state data is logged nowhere: a line for each call, and one for the request.</summary>
public sealed class LogTests
{
    [Fact]
    public async Task Merge_CallsThatAnsweredFailedAndWereSkipped_LogsALineForEachThatWasMade()
    {
        Plan plan = Samples.Plan(Strategy.First, "a", "b", "c");

        JsonElement[] lines = await LinesOfAsync("req_log_1", plan, Samples.Failed("a", "ProviderTimeoutException", "a told a-secret-prompt"), Samples.Answered("b", "a-private-answer"));

        Assert.Equal(3, lines.Length);
        JsonElement failed = lines[0];
        Assert.Equal("call_settled", Text(failed, "event"));
        Assert.Equal("req_log_1", Text(failed, "correlation_id"));
        Assert.Equal("a", Text(failed, "target"));
        Assert.Equal("a-model", Text(failed, "model"));
        Assert.Equal("failed", Text(failed, "call_status"));
        Assert.Equal(2, failed.GetProperty("attempts").GetInt32());
        Assert.Equal("ProviderTimeoutException", Text(failed, "failure_class"));
        // Nobody knows what a call that timed out cost, nor its tokens: a zero would be a lie in every sum.
        Assert.False(failed.TryGetProperty("call_cost_usd", out _));
        Assert.False(failed.TryGetProperty("prompt_tokens", out _));
        JsonElement answered = lines[1];
        Assert.Equal("answered", Text(answered, "call_status"));
        Assert.Equal(800, answered.GetProperty("latency_ms").GetInt64());
        Assert.Equal(10, answered.GetProperty("prompt_tokens").GetInt64());
        Assert.Equal(5, answered.GetProperty("completion_tokens").GetInt64());
        Assert.Equal(0.001m, answered.GetProperty("call_cost_usd").GetDecimal());
        Assert.Equal("request_answered", Text(lines[2], "event"));
        Assert.DoesNotContain(lines, line => line.GetRawText().Contains("a-private-answer", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.GetRawText().Contains("a-secret-prompt", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("First", "a", false)]
    [InlineData("First", "b", true)]
    [InlineData("All", "a b", false)]
    [InlineData("All", "b spare", true)]
    public async Task Merge_WhoeverWasAsked_SaysWhetherAFallbackWas(string strategy, string asked, bool expected)
    {
        Plan plan = Samples.Plan(Enum.Parse<Strategy>(strategy), "a", "b") with { Fallbacks = [Samples.Target("spare")] };
        IEnumerable<CallResult> failed = asked.Contains('a', StringComparison.Ordinal) && !asked.StartsWith('b')
            ? []
            : [Samples.Failed("a", "RateLimitedException")];

        JsonElement[] lines = await LinesOfAsync($"req_{strategy}_{asked}", plan, [.. failed, .. asked.Split(' ').Select(id => Samples.Answered(id))]);

        Assert.Equal(expected, lines[^1].GetProperty("fallback_used").GetBoolean());
    }

    private static async Task<JsonElement[]> LinesOfAsync(string requestId, Plan plan, params CallResult[] results)
    {
        Captured.Start();
        MergeFunction_Merge_Generated function = FunctionServices.Use(
            services =>
            {
                services.AddSingleton<BasePersistenceStore>(new MemoryStore());
                services.AddSingleton<IPayloadStore>(new FakePayloads());
            },
            () => new MergeFunction_Merge_Generated());
        await function.Merge(Samples.Input(plan, results) with { RequestId = requestId }, new MergeFunctionTests.FakeContext());
        return Captured.Of(requestId);
    }

    private static string? Text(JsonElement line, string name) => line.TryGetProperty(name, out JsonElement value) ? value.ToString() : null;

    /// <summary>The logger is one for the whole process; each test looks for its own request.</summary>
    private sealed class Captured : IConsoleWrapper
    {
        private static readonly ConcurrentQueue<string> Lines = [];

        static Captured() => Logger.Configure(configuration => configuration.LogOutput = new Captured());

        public static void Start()
        {
            // The static constructor does it, once.
        }

        public static JsonElement[] Of(string requestId) =>
            [.. Lines.Where(line => line.Contains($"\"{requestId}\"", StringComparison.Ordinal)).Select(line => JsonElement.Parse(line))];

        public void WriteLine(string message) => Lines.Enqueue(message);

        public void Debug(string message) => Lines.Enqueue(message);

        public void Error(string message) => Lines.Enqueue(message);
    }
}
