using System.Text;
using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Failures;
using AiProxy.Contracts.Plans;

namespace AiProxy.Merge.Tests.Answers;

public sealed class ChatCompletionTests
{
    [Fact]
    public async Task Merge_GoodAnswer_IsAPlainChatCompletion()
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(Samples.Plan(Strategy.First, "openai"), Samples.Answered("openai", "hi")));

        Assert.Equal("chatcmpl-req_7f3", run.Body.GetProperty("id").GetString());
        Assert.Equal("chat.completion", run.Body.GetProperty("object").GetString());
        Assert.Equal(MergeRun.Now.ToUnixTimeSeconds(), run.Body.GetProperty("created").GetInt64());
        Assert.Equal("openai-2026", run.Body.GetProperty("model").GetString());
        Assert.Equal(
            """[{"index":0,"message":{"role":"assistant","content":"hi","refusal":null},"finish_reason":"stop","logprobs":null}]""",
            run.Body.GetProperty("choices").GetRawText());
        Assert.Equal("""{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}""", run.Body.GetProperty("usage").GetRawText());
    }

    [Fact]
    public async Task Merge_GoodAnswer_HasTheWholeAiProxyMember()
    {
        Plan plan = Samples.Plan(Strategy.First, "openai", "anthropic", "gemini") with { Route = "chat" };
        MergeInput input = Samples.Input(
            plan,
            Samples.Failed("openai", nameof(ProviderTimeoutException), "no answer in 8000 ms"),
            Samples.Answered("anthropic") with { Dropped = ["/logit_bias"] });

        MergeRun run = await MergeRun.OfAsync(input);

        Assert.Equal(
            """
            {"route":"chat","strategy":"first","winner":"anthropic","degraded":true,"executionId":"req_7f3","costUsd":null,"targets":[
            {"id":"openai","provider":"openai","model":"openai-model","status":"failed","attempts":2,"latencyMs":8000,"usage":null,"costUsd":null,"dropped":[],"error":{"code":"provider_timeout","status":504,"message":"no answer in 8000 ms"}},
            {"id":"anthropic","provider":"anthropic","model":"anthropic-model","status":"answered","attempts":1,"latencyMs":800,"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15},"costUsd":0.001,"dropped":["/logit_bias"],"choice":[0]},
            {"id":"gemini","provider":"gemini","model":"gemini-model","status":"skipped","attempts":0,"latencyMs":null,"usage":null,"costUsd":0,"dropped":[]}]}
            """.ReplaceLineEndings(""),
            run.AiProxy.GetRawText());
    }

    [Fact]
    public async Task Merge_GoodAnswer_SetsTheSummaryHeaders()
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(Samples.Plan(Strategy.First, "openai"), Samples.Answered("openai")));

        Assert.Equal("application/json", run.Answer.Headers["content-type"]);
        Assert.Equal("openai", run.Answer.Headers["aiproxy-winner"]);
        Assert.Equal("false", run.Answer.Headers["aiproxy-degraded"]);
        Assert.Equal("0.001", run.Answer.Headers["aiproxy-cost-usd"]);
        Assert.Equal("req_7f3", run.Answer.Headers["aiproxy-execution-id"]);
    }

    [Fact]
    public async Task Merge_IdsOutsideAscii_StillMakeValidHeaders()
    {
        MergeInput input = Samples.Input(Samples.Plan(Strategy.First, "m\u00fcnchen"), Samples.Answered("m\u00fcnchen")) with { ExecutionId = "a\r\nb" };

        MergeRun run = await MergeRun.OfAsync(input);

        Assert.Equal("m?nchen", run.Answer.Headers["aiproxy-winner"]);
        Assert.Equal("a??b", run.Answer.Headers["aiproxy-execution-id"]);
        Assert.Equal("m\u00fcnchen", run.Winner);
    }

    [Fact]
    public async Task Merge_Usage_IsTheSumOfWhatIsKnown()
    {
        var detailed = new Usage
        {
            PromptTokens = 100,
            CompletionTokens = 50,
            PromptTokensDetails = new PromptTokensDetails { CachedTokens = 80 },
            CompletionTokensDetails = new CompletionTokensDetails { ReasoningTokens = 20 },
        };

        MergeRun run = await MergeRun.OfAsync(Samples.Input(
            Samples.Plan(Strategy.All, "a", "b", "c"), Samples.Answered("a") with { Usage = detailed }, Samples.Answered("b"), Samples.Answered("c") with { Usage = null }));

        JsonElement usage = run.Body.GetProperty("usage");
        Assert.Equal(110, usage.GetProperty("prompt_tokens").GetInt64());
        Assert.Equal(55, usage.GetProperty("completion_tokens").GetInt64());
        Assert.Equal(165, usage.GetProperty("total_tokens").GetInt64());
        Assert.Equal(80, usage.GetProperty("prompt_tokens_details").GetProperty("cached_tokens").GetInt64());
        Assert.Equal(20, usage.GetProperty("completion_tokens_details").GetProperty("reasoning_tokens").GetInt64());
    }

    [Fact]
    public async Task Merge_NoUsageKnown_LeavesUsageOut()
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(Samples.Plan(Strategy.First, "a"), Samples.Answered("a") with { Usage = null, CostUsd = null }));

        Assert.False(run.Body.TryGetProperty("usage", out _));
        Assert.DoesNotContain("aiproxy-cost-usd", run.Answer.Headers.Keys);
    }

    [Theory]
    [InlineData(nameof(RateLimitedException), "0.001")]
    [InlineData(nameof(AuthenticationFailedException), "0.001")]
    [InlineData(nameof(ProviderRejectedException), "0.001")]
    [InlineData(nameof(QuotaExhaustedException), "0.001")]
    [InlineData(nameof(ContextLengthExceededException), "0.001")]
    [InlineData(nameof(ProviderTimeoutException), "null")]
    [InlineData(nameof(ProviderUnavailableException), "null")]
    [InlineData(nameof(ContentFilteredException), "null")]
    [InlineData("States.Timeout", "null")]
    public async Task Merge_CostWithAFailure_IsKnownOnlyWhereTheProviderDidNoWork(string error, string cost)
    {
        MergeRun run = await MergeRun.OfAsync(Samples.Input(Samples.Plan(Strategy.All, "a", "b"), Samples.Answered("a"), Samples.Failed("b", error)));

        Assert.Equal(cost, run.AiProxy.GetProperty("costUsd").GetRawText());
    }

    [Fact]
    public async Task Merge_SimulatedTarget_SaysSo()
    {
        Plan plan = Samples.Plan(Strategy.All, "b") with { Targets = [Samples.Target("a", simulated: true), Samples.Target("b")] };

        MergeRun run = await MergeRun.OfAsync(Samples.Input(plan, Samples.Answered("a"), Samples.Answered("b")));

        Assert.True(run.Target("a").GetProperty("simulated").GetBoolean());
        Assert.False(run.Target("b").TryGetProperty("simulated", out _));
    }

    [Fact]
    public async Task Merge_LogprobsAndUnknownMessageMembers_Survive()
    {
        var answer = new ChatAnswer
        {
            Id = "1",
            Model = "m",
            Choices =
            [
                new ChatChoice
                {
                    Message = JsonElement.Parse("""{"role":"assistant","content":null,"tool_calls":[{"id":"c1"}],"x_new":1}"""),
                    FinishReason = "tool_calls",
                    Logprobs = JsonElement.Parse("""{"content":[]}"""),
                },
            ],
        };

        MergeRun run = await MergeRun.OfAsync(Samples.Input(Samples.Plan(Strategy.First, "a"), Samples.Answered("a") with { Answer = Samples.Inline(answer) }));

        Assert.Equal(
            """[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"c1"}],"x_new":1},"finish_reason":"tool_calls","logprobs":{"content":[]}}]""",
            run.Body.GetProperty("choices").GetRawText());
    }

    [Fact]
    public async Task Merge_TextOutsideAscii_IsNotInflatedByEscapes()
    {
        const string Text = "\u041f\u0440\u0438\u0432\u0435\u0442 \ud83d\ude00 \"quoted\" <tag>";

        MergeRun run = await MergeRun.OfAsync(Samples.Input(Samples.Plan(Strategy.First, "a"), Samples.Answered("a", Text)));

        Assert.Equal([Text], run.Texts);
        Assert.Contains("\u041f\u0440\u0438\u0432\u0435\u0442", run.Answer.Body, StringComparison.Ordinal);
        Assert.Contains("<tag>", run.Answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_Twice_GivesTheSameBytes()
    {
        MergeInput input = Samples.Input(
            Samples.Plan(Strategy.Vote, "a", "b", "c"), Samples.Answered("a", "x"), Samples.Answered("b", "y"), Samples.Failed("c", "States.Timeout"));

        MergeRun first = await MergeRun.OfAsync(input);
        MergeRun second = await MergeRun.OfAsync(input);

        Assert.Equal(Encoding.UTF8.GetBytes(first.Answer.Body!), Encoding.UTF8.GetBytes(second.Answer.Body!));
        Assert.Equal(first.Answer.Headers, second.Answer.Headers);
    }
}
