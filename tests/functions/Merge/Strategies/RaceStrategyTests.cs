using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Failures;
using AiProxy.Contracts.Plans;

namespace AiProxy.Merge.Tests.Strategies;

public sealed class RaceStrategyTests
{
    private static readonly Plan Plan = Samples.Plan(Strategy.Race, "a", "b", "c");

    private static MergeInput Won(Plan plan, string winner, params CallResult[] results) => Samples.Input(plan, results) with
    {
        Winner = Samples.Call(winner, attempts: 2),
        Raced = [.. plan.Targets.Select(target => Samples.Call(target.Id))],
    };

    [Fact]
    public async Task Merge_WinnerStored_ReadsItsAnswerAndCallsTheOthersAbandoned()
    {
        MergeRun run = await MergeRun.OfAsync(Won(Plan, "b"), new FakeRecords(Samples.Answered("b")));

        Assert.Equal(["b says hello"], run.Texts);
        Assert.Equal("b", run.Winner);
        Assert.Equal(["abandoned", "answered", "abandoned"], run.Statuses);
        Assert.False(run.Degraded);
    }

    [Fact]
    public async Task Merge_Abandoned_HasNoUsageAndMakesTheCostUnknown()
    {
        MergeRun run = await MergeRun.OfAsync(Won(Plan, "b"), new FakeRecords(Samples.Answered("b")));

        Assert.Equal("null", run.Target("a").GetProperty("usage").GetRawText());
        Assert.Equal("null", run.Target("a").GetProperty("costUsd").GetRawText());
        Assert.Equal("null", run.Target("a").GetProperty("latencyMs").GetRawText());
        Assert.Equal("null", run.AiProxy.GetProperty("costUsd").GetRawText());
        Assert.Equal(15, run.Body.GetProperty("usage").GetProperty("total_tokens").GetInt64());
        Assert.DoesNotContain("aiproxy-cost-usd", run.Answer.Headers.Keys);
    }

    [Fact]
    public async Task Merge_LoserHadAnsweredToo_IsAnsweredAndCounted()
    {
        MergeRun run = await MergeRun.OfAsync(Won(Plan, "b"), new FakeRecords(Samples.Answered("a"), Samples.Answered("b"), Samples.Answered("c")));

        Assert.Equal("b", run.Winner);
        Assert.Equal(["answered", "answered", "answered"], run.Statuses);
        Assert.Equal(["b says hello"], run.Texts);
        Assert.Equal(45, run.Body.GetProperty("usage").GetProperty("total_tokens").GetInt64());
        Assert.Equal("0.003", run.AiProxy.GetProperty("costUsd").GetRawText());
    }

    [Fact]
    public async Task Merge_WinnersAttempts_ComeFromTheWorkflow()
    {
        MergeRun run = await MergeRun.OfAsync(Won(Plan, "b"), new FakeRecords(Samples.Answered("b")));

        Assert.Equal(2, run.Target("b").GetProperty("attempts").GetInt32());
    }

    [Fact]
    public async Task Merge_WinnersRecordGone_TakesAnotherAnswerAndSaysSo()
    {
        MergeRun run = await MergeRun.OfAsync(Won(Plan, "b"), new FakeRecords(Samples.Answered("c")));

        Assert.Equal("c", run.Winner);
        Assert.Equal(["abandoned", "failed", "answered"], run.Statuses);
        Assert.Equal("call_failed", run.Target("b").GetProperty("error").GetProperty("code").GetString());
        Assert.True(run.Degraded);
    }

    [Fact]
    public async Task Merge_EveryRecordGone_IsAnError()
    {
        MergeRun run = await MergeRun.OfAsync(Won(Plan, "b"));

        Assert.Equal(502, run.Answer.StatusCode);
        Assert.Equal("quorum_not_met", run.Error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Merge_WonByAFallback_KeepsTheFirstWavesFailures()
    {
        Plan plan = Samples.Plan(Strategy.Race, "a", "b") with { Fallbacks = [Samples.Target("f"), Samples.Target("g")] };
        MergeInput input = Samples.Input(plan, Samples.Failed("a", nameof(ProviderUnavailableException)), Samples.Failed("b", nameof(RateLimitedException))) with
        {
            Winner = Samples.Call("f"),
            Raced = [Samples.Call("f"), Samples.Call("g")],
        };

        MergeRun run = await MergeRun.OfAsync(input, new FakeRecords(Samples.Answered("f")));

        Assert.Equal("f", run.Winner);
        Assert.Equal(["failed", "failed", "answered", "abandoned"], run.Statuses);
        Assert.True(run.Degraded);
    }

    [Fact]
    public async Task Merge_QuorumAboveOne_IsMetByTheWinner()
    {
        MergeRun run = await MergeRun.OfAsync(Won(Plan with { Quorum = 2 }, "a"), new FakeRecords(Samples.Answered("a")));

        Assert.Equal(200, run.Answer.StatusCode);
    }

    [Fact]
    public async Task Merge_NoWinnerNamed_IsAsFirst()
    {
        var records = new FakeRecords();

        MergeRun run = await MergeRun.OfAsync(Samples.Input(Plan, Samples.Failed("a", "States.Timeout"), Samples.Answered("b"), Samples.Answered("c")), records);

        Assert.Equal("b", run.Winner);
        Assert.Empty(records.Asked);
    }

    [Fact]
    public async Task Merge_AllFailed_IsTheQuorumError()
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(
            Plan, Samples.Failed("a", "States.Timeout"), Samples.Failed("b", nameof(RateLimitedException)), Samples.Failed("c", "Lambda.Unknown")));

        Assert.Equal("Quorum 1 not met: a timed out after 8000 ms; b rate limited; c failed (Lambda.Unknown). Execution req_7f3.", run.ErrorMessage);
    }
}
