using AiProxy.Contracts.Failures;
using AiProxy.Contracts.Plans;

namespace AiProxy.Merge.Tests.Strategies;

public sealed class FirstStrategyTests
{
    [Fact]
    public async Task Merge_FirstTargetAnswered_IsItsAnswerAndTheOthersSkipped()
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(Samples.Plan(Strategy.First, "openai", "anthropic", "gemini"), Samples.Answered("openai")));

        Assert.Equal(200, run.Answer.StatusCode);
        Assert.Equal(["openai says hello"], run.Texts);
        Assert.Equal("openai", run.Winner);
        Assert.Equal(["answered", "skipped", "skipped"], run.Statuses);
        Assert.False(run.Degraded);
    }

    [Fact]
    public async Task Merge_FirstTargetFailed_IsTheSecondAnswerDegraded()
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(
            Samples.Plan(Strategy.First, "openai", "anthropic"),
            Samples.Failed("openai", nameof(RateLimitedException), "openai answered 429"),
            Samples.Answered("anthropic")));

        Assert.Equal("anthropic", run.Winner);
        Assert.Equal("anthropic-2026", run.Body.GetProperty("model").GetString());
        Assert.Equal(["failed", "answered"], run.Statuses);
        Assert.True(run.Degraded);
    }

    [Fact]
    public async Task Merge_ResultsOutOfOrder_TakesThePlansOrder()
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(
            Samples.Plan(Strategy.First, "openai", "anthropic"), Samples.Answered("anthropic"), Samples.Answered("openai")));

        Assert.Equal("openai", run.Winner);
    }

    [Fact]
    public async Task Merge_FallbackAnswered_IsDegraded()
    {
        Plan plan = Samples.Plan(Strategy.First, "openai") with { Fallbacks = [Samples.Target("vllm")] };

        MergeRun run = await MergeRun.OfAsync(Samples.Input(plan, Samples.Failed("openai", "States.Timeout"), Samples.Answered("vllm")));

        Assert.Equal("vllm", run.Winner);
        Assert.True(run.Degraded);
    }

    [Fact]
    public async Task Merge_AnswerWithSeveralChoices_ShowsThemAll()
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(Samples.Plan(Strategy.First, "openai"), Samples.Answered("openai", "one", "two")));

        Assert.Equal(["one", "two"], run.Texts);
        Assert.Equal([0, 1], run.Body.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("index").GetInt32()));
    }
}
