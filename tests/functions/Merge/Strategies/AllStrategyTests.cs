using AiProxy.Contracts.Failures;
using AiProxy.Contracts.Plans;

namespace AiProxy.Merge.Tests.Strategies;

public sealed class AllStrategyTests
{
    [Fact]
    public async Task Merge_ThreeAnswers_NumbersEveryChoiceThrough()
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(
            Samples.Plan(Strategy.All, "a", "b", "c"), Samples.Answered("a", "a1"), Samples.Answered("b", "b1", "b2"), Samples.Answered("c", "c1")));

        Assert.Equal(["a1", "b1", "b2", "c1"], run.Texts);
        Assert.Equal([0, 1, 2, 3], run.Body.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("index").GetInt32()));
        Assert.Equal("[1,2]", run.Target("b").GetProperty("choice").GetRawText());
        Assert.Equal("[3]", run.Target("c").GetProperty("choice").GetRawText());
        Assert.Equal("a", run.Winner);
    }

    [Fact]
    public async Task Merge_OneFailed_KeepsTheOthersAndSaysDegraded()
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(
            Samples.Plan(Strategy.All, "a", "b", "c"),
            Samples.Failed("a", nameof(ProviderTimeoutException), "no answer in 8000 ms"), Samples.Answered("b"), Samples.Answered("c")));

        Assert.Equal(["b says hello", "c says hello"], run.Texts);
        Assert.Equal("b", run.Winner);
        Assert.Equal("b-2026", run.Body.GetProperty("model").GetString());
        Assert.True(run.Degraded);
        Assert.False(run.Target("a").TryGetProperty("choice", out _));
    }

    [Fact]
    public async Task Merge_PartOfTheQuorum_IsAnError()
    {
        Plan plan = Samples.Plan(Strategy.All, "a", "b") with { Quorum = 2 };

        MergeRun run = await MergeRun.OfAsync(Samples.Input(plan, Samples.Answered("a"), Samples.Failed("b", nameof(QuotaExhaustedException))));

        Assert.Equal(502, run.Answer.StatusCode);
        Assert.Equal("Quorum 2 not met: b quota exhausted. Execution req_7f3.", run.ErrorMessage);
    }
}
