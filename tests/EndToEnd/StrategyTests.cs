using System.ClientModel;
using System.Text.Json;
using AiProxy.EndToEnd.Tests.Modes;
using AiProxy.Simulators;
using OpenAI.Chat;

namespace AiProxy.EndToEnd.Tests;

/// <summary>Every strategy over real HTTP, asked by the official client.</summary>
public sealed class StrategyTests
{
    private static readonly UserChatMessage Hello = new("Name a prime number.");

    [Fact]
    public async Task All_ThreeTargets_AnswerAsThreeChoices()
    {
        await using RunningHost host = await RunningHost.StartAsync();

        ClientResult<ChatCompletion> result = await host.Chat("panel-all").CompleteChatAsync([Hello], null, TestContext.Current.CancellationToken);

        JsonElement aiproxy = result.AiProxy();
        Assert.Equal("all", aiproxy.GetProperty("strategy").GetString());
        Assert.Equal(["answered", "answered", "answered"], Statuses(aiproxy));
        Assert.Equal(["openai", "anthropic", "gemini"], Providers(aiproxy));
        JsonElement choices = JsonDocument.Parse(result.GetRawResponse().Content).RootElement.GetProperty("choices");
        Assert.Equal(3, choices.GetArrayLength());
        Assert.Equal([0, 1, 2], choices.EnumerateArray().Select(choice => choice.GetProperty("index").GetInt32()));
        Assert.Equal(3, host.Simulators.Calls.Count);
        Assert.Equal(
            aiproxy.GetProperty("targets").EnumerateArray().Sum(target => target.GetProperty("usage").GetProperty("total_tokens").GetInt32()),
            result.Value.Usage.TotalTokenCount);
    }

    [Fact]
    public async Task First_FirstTargetAnswers_AsksNobodyElse()
    {
        await using RunningHost host = await RunningHost.StartAsync();

        ClientResult<ChatCompletion> result = await host.Chat("panel-first").CompleteChatAsync([Hello], null, TestContext.Current.CancellationToken);

        Assert.Equal("openai", result.Header("aiproxy-winner"));
        Assert.Equal("false", result.Header("aiproxy-degraded"));
        Assert.Equal(["answered", "skipped", "skipped"], Statuses(result.AiProxy()));
        Assert.Single(host.Simulators.Calls);
    }

    [Fact]
    [Trait(PublishedFunctions.Functions, PublishedFunctions.InProcess)] // AWS neither stops nor refunds a started Lambda.
    public async Task Race_OneIsFaster_WinsAndTheOthersAreCancelled()
    {
        // The winner takes its time, so that on a busy machine too the others have been asked before they are cancelled.
        await using RunningHost host = await RunningHost.StartAsync(Routes(
            "race", """["openai/gpt-5.2@hang", "anthropic/claude-sonnet-4.6@delay=500ms", "gemini/gemini-3-pro@hang"]"""));

        ClientResult<ChatCompletion> result = await host.Chat("panel").CompleteChatAsync([Hello], null, TestContext.Current.CancellationToken);

        Assert.Equal("anthropic", result.Header("aiproxy-winner"));
        Assert.Equal(["abandoned", "answered", "abandoned"], Statuses(result.AiProxy()));
        await host.Simulators.WaitUntilAsync(calls => calls.All(call => call.Outcome != SimulatedOutcome.Pending), TestContext.Current.CancellationToken);
        Assert.Equal(
            [("anthropic", SimulatedOutcome.Answered), ("gemini", SimulatedOutcome.Cancelled), ("openai", SimulatedOutcome.Cancelled)],
            host.Simulators.Calls.Select(call => (call.Format, call.Outcome)).Order());
    }

    [Fact]
    public async Task Vote_TwoAgree_TheirAnswerWins()
    {
        await using RunningHost host = await RunningHost.StartAsync(Routes(
            "vote", """["openai/gpt-5.2@answer=no", "anthropic/claude-sonnet-4.6@answer=yes", "gemini/gemini-3-pro@answer=Yes"]"""));

        ClientResult<ChatCompletion> result = await host.Chat("panel").CompleteChatAsync([Hello], null, TestContext.Current.CancellationToken);

        Assert.Equal("yes", result.Value.Content[0].Text);
        Assert.Equal("anthropic", result.Header("aiproxy-winner"));
    }

    [Theory]
    [InlineData("gpt", "openai")]
    [InlineData("claude", "anthropic")]
    [InlineData("gemini", "gemini")]
    public async Task SingleTarget_Conversation_IsAnsweredByItsProvider(string route, string provider)
    {
        await using RunningHost host = await RunningHost.StartAsync();

        ClientResult<ChatCompletion> result = await host.Chat(route).CompleteChatAsync(
            [new SystemChatMessage("Be short."), new UserChatMessage("One."), new AssistantChatMessage("1"), new UserChatMessage("Two.")],
            new ChatCompletionOptions { Temperature = 0.5f, MaxOutputTokenCount = 50 },
            TestContext.Current.CancellationToken);

        Assert.Equal(ChatFinishReason.Stop, result.Value.FinishReason);
        Assert.Contains("Two.", result.Value.Content[0].Text, StringComparison.Ordinal);
        Assert.Equal(provider, result.Header("aiproxy-winner"));
    }

    private static string Routes(string strategy, string targets) =>
        $$"""
        {
          "providers": {"openai": {}, "anthropic": {}, "gemini": {} },
          "routes": {"panel": {"strategy": "{{strategy}}", "targets": {{targets}} } }
        }
        """;

    private static IEnumerable<string?> Statuses(JsonElement aiproxy) =>
        aiproxy.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("status").GetString());

    private static IEnumerable<string?> Providers(JsonElement aiproxy) =>
        aiproxy.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("provider").GetString());
}
