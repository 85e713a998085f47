using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Failures;
using AiProxy.Contracts.Plans;

namespace AiProxy.Merge.Tests.Failures;

public sealed class FailureAnswerTests
{
    [Fact]
    public async Task Merge_QuorumNotMet_NamesEachTargetAndForbidsARetry()
    {
        Plan plan = Samples.Plan(Strategy.All, "openai", "gemini", "anthropic") with { Quorum = 2 };

        MergeRun run = await MergeRun.OfAsync(Samples.Input(
            plan,
            Samples.Answered("openai"),
            Samples.Failed("gemini", nameof(ProviderTimeoutException), "no answer in 8000 ms"),
            Samples.Failed("anthropic", nameof(RateLimitedException), "slow down retry-after-ms=2000")));

        Assert.Equal(502, run.Answer.StatusCode);
        Assert.Equal("Quorum 2 not met: gemini timed out after 8000 ms; anthropic rate limited. Execution req_7f3.", run.ErrorMessage);
        Assert.Equal("upstream_error", run.Error.GetProperty("type").GetString());
        Assert.Equal("quorum_not_met", run.Error.GetProperty("code").GetString());
        Assert.Equal("null", run.Error.GetProperty("param").GetRawText());
        Assert.Equal("false", run.Answer.Headers["x-should-retry"]);
        Assert.Equal("req_7f3", run.Answer.Headers["aiproxy-execution-id"]);
        Assert.Equal(["answered", "failed", "failed"], run.Statuses);
        Assert.Null(run.Winner);
        Assert.True(run.Degraded);
    }

    [Fact]
    public async Task Merge_DeadlinePassed_Is504AndNamesWhoWasNotAsked()
    {
        MergeInput input = Samples.Input(Samples.Plan(Strategy.First, "a", "b"), Samples.Failed("a", nameof(ProviderTimeoutException))) with { DeadlinePassed = true };

        MergeRun run = await MergeRun.OfAsync(input);

        Assert.Equal(504, run.Answer.StatusCode);
        Assert.Equal("deadline_exceeded", run.Error.GetProperty("code").GetString());
        Assert.Equal(
            "The deadline of 25000 ms left no time to meet quorum 1: a timed out after 8000 ms; b was not asked. Execution req_7f3.", run.ErrorMessage);
        Assert.Equal("false", run.Answer.Headers["x-should-retry"]);
    }

    [Fact]
    public async Task Merge_ACallCutOffByTheDeadline_Is504()
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(
            Samples.Plan(Strategy.All, "a", "b"), Samples.Failed("a", nameof(RateLimitedException)), Samples.Failed("b", nameof(DeadlineExceededException))));

        Assert.Equal(504, run.Answer.StatusCode);
        Assert.EndsWith("a rate limited; b was cut off by the deadline. Execution req_7f3.", run.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_DeadlinePassedButQuorumMet_IsTheAnswer()
    {
        MergeInput input = Samples.Input(Samples.Plan(Strategy.First, "a", "b"), Samples.Answered("a")) with { DeadlinePassed = true };

        Assert.Equal(200, (await MergeRun.OfAsync(input)).Answer.StatusCode);
    }

    [Theory]
    [InlineData(nameof(ContextLengthExceededException), "context_length_exceeded")]
    [InlineData(nameof(ContentFilteredException), "content_filter")]
    [InlineData(nameof(ProviderRejectedException), "provider_rejected")]
    public async Task Merge_EveryTargetRefusesAlike_IsTheCallersFault(string error, string code)
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(
            Samples.Plan(Strategy.All, "a", "b"), Samples.Failed("a", error, "first reason."), Samples.Failed("b", error, "second reason")));

        Assert.Equal(400, run.Answer.StatusCode);
        Assert.Equal(code, run.Error.GetProperty("code").GetString());
        Assert.Equal("invalid_request_error", run.Error.GetProperty("type").GetString());
        Assert.Contains("first reason; b", run.ErrorMessage, StringComparison.Ordinal);
        Assert.EndsWith("second reason. Execution req_7f3.", run.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_RefusedForDifferentReasons_IsTheQuorumError()
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(
            Samples.Plan(Strategy.All, "a", "b"), Samples.Failed("a", nameof(ContentFilteredException)), Samples.Failed("b", nameof(ProviderRejectedException), "no such model")));

        Assert.Equal(502, run.Answer.StatusCode);
        Assert.Equal("Quorum 1 not met: a blocked the content; b refused the request: no such model. Execution req_7f3.", run.ErrorMessage);
    }

    [Fact]
    public async Task Merge_OneRefusesOneIsDown_IsTheQuorumError()
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(
            Samples.Plan(Strategy.All, "a", "b"), Samples.Failed("a", nameof(ContentFilteredException)), Samples.Failed("b", nameof(ProviderUnavailableException))));

        Assert.Equal(502, run.Answer.StatusCode);
    }

    [Fact]
    public async Task Merge_OneRefusesOneAnswers_IsNotTheCallersFault()
    {
        Plan plan = Samples.Plan(Strategy.All, "a", "b") with { Quorum = 2 };

        MergeRun run = await MergeRun.OfAsync(Samples.Input(plan, Samples.Answered("a"), Samples.Failed("b", nameof(ContentFilteredException))));

        Assert.Equal(502, run.Answer.StatusCode);
    }

    [Theory]
    [InlineData(nameof(ProviderRejectedException), "bad temperature.", 400, "openai refused the request: bad temperature. Execution req_7f3.")]
    [InlineData(nameof(RateLimitedException), "slow down", 502, "openai rate limited: slow down. Execution req_7f3.")]
    [InlineData(nameof(RateLimitedException), "openai rate limited the call (429): slow down retry-after-ms=20", 502, "openai rate limited the call (429): slow down retry-after-ms=20. Execution req_7f3.")]
    [InlineData(nameof(ProviderRejectedException), "openai refused the request (400 x): bad.", 400, "openai refused the request (400 x): bad. Execution req_7f3.")]
    [InlineData(nameof(ProviderTimeoutException), "openai timed out (408).", 502, "openai timed out (408). Execution req_7f3.")]
    [InlineData(nameof(ProviderTimeoutException), "no answer in 8000 ms", 502, "openai timed out after 8000 ms. Execution req_7f3.")]
    [InlineData(nameof(AuthenticationFailedException), "there is no key for openai", 502, "openai has no working key: there is no key for openai. Execution req_7f3.")]
    [InlineData("States.Timeout", null, 502, "openai timed out after 8000 ms. Execution req_7f3.")]
    public async Task Merge_SingleTargetFails_TellsItsStoryPlainly(string error, string? message, int status, string expected)
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(Samples.Plan(Strategy.First, "openai"), Samples.Failed("openai", error, message)));

        Assert.Equal(status, run.Answer.StatusCode);
        Assert.Equal(expected, run.ErrorMessage);
    }

    [Fact]
    public async Task Merge_SecondTargetOfAProvider_IsNamedByItsId()
    {
        Plan plan = Samples.Plan(Strategy.All, "a") with { Targets = [Samples.Target("openai"), Samples.Target("openai") with { Id = "openai-2" }] };

        MergeRun run = await MergeRun.OfAsync(Samples.Input(
            plan, Samples.Failed("openai", "States.Timeout"), Samples.Failed("openai-2", nameof(ProviderRejectedException), "openai refused the request (400 x): bad.")));

        Assert.Equal("Quorum 1 not met: openai timed out after 8000 ms; openai-2 refused the request (400 x): bad. Execution req_7f3.", run.ErrorMessage);
    }

    [Theory]
    [InlineData("RetryVetoedException", "a failed and asks not to try again (503).", "a failed and asks not to try again (503)", "provider_unavailable")]
    [InlineData("RetryVetoedException", null, "a failed and asks not to try again", "provider_unavailable")]
    [InlineData("IdempotencyAlreadyInProgressException", "Execution already in progress", "a is being asked the same already, under the same Idempotency-Key", "call_in_progress")]
    [InlineData("Lambda.Unknown", null, "a failed (Lambda.Unknown)", "call_failed")]
    public async Task Merge_FailuresOutsideTheContract_AreToldToo(string error, string? message, string phrase, string code)
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(
            Samples.Plan(Strategy.All, "a", "b"), Samples.Failed("a", error, message), Samples.Failed("b", nameof(RateLimitedException))));

        Assert.Equal($"Quorum 1 not met: {phrase}; b rate limited. Execution req_7f3.", run.ErrorMessage);
        Assert.Equal(code, run.Target("a").GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Merge_EveryCallIsBeingMadeElsewhere_Is409WorthARetry()
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(
            Samples.Plan(Strategy.All, "a", "b"), Samples.Failed("a", "IdempotencyAlreadyInProgressException"), Samples.Failed("b", "IdempotencyAlreadyInProgressException")));

        Assert.Equal(409, run.Answer.StatusCode);
        Assert.Equal("true", run.Answer.Headers["x-should-retry"]);
        Assert.Equal("idempotency_in_progress", run.Error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Merge_StorageTookNoCall_Is503AndFinal()
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(
            Samples.Plan(Strategy.First, "a"), Samples.Failed("a", "IdempotencyPersistenceLayerException", "Failed to save in progress record to idempotency store.")));

        Assert.Equal(503, run.Answer.StatusCode);
        Assert.Equal("false", run.Answer.Headers["x-should-retry"]);
        Assert.Equal("storage_unavailable", run.Error.GetProperty("code").GetString());
        Assert.Contains("a has no record of its call: Failed to save in progress record", run.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_LongRefusals_AreCutInTheSummaryNotInTheEntry()
    {
        string reason = new('x', 400);

        MergeRun run = await MergeRun.OfAsync(Samples.Input(
            Samples.Plan(Strategy.All, "a", "b"), Samples.Failed("a", nameof(ProviderRejectedException), reason), Samples.Failed("b", "States.Timeout")));

        Assert.True(run.ErrorMessage!.Length < 350);
        Assert.Equal(reason, run.Target("a").GetProperty("error").GetProperty("message").GetString());
    }
}
