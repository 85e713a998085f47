using System.Text;
using System.Text.Json;
using OpenAI.Chat;

namespace AiProxy.EndToEnd.Tests;

/// <summary>Tool calls in fan-out: three providers of three wire formats call tools, and each strategy says what becomes of it.</summary>
public sealed class ToolPolicyTests : IAsyncLifetime
{
    private const string OpenAiCalls = """
        {"id":"1","object":"chat.completion","created":1,"model":"gpt","choices":[{"index":0,"finish_reason":"tool_calls","logprobs":null,
          "message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_o","type":"function","function":{"name":"weather","arguments":"{\"days\": 2.0, \"city\": \"Rome\"}"}}]}}],
         "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}
        """;

    private const string AnthropicCalls = """
        {"id":"2","type":"message","role":"assistant","model":"claude","stop_reason":"tool_use","stop_sequence":null,
         "content":[{"type":"text","text":"Let me look."},{"type":"tool_use","id":"toolu_a","name":"weather","input":{"city":"Rome","days":2}}],
         "usage":{"input_tokens":1,"output_tokens":1}}
        """;

    private const string GeminiSpeaks = """
        {"candidates":[{"content":{"role":"model","parts":[{"text":"It is sunny."}]},"finishReason":"STOP","index":0}],
         "usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":1,"totalTokenCount":2},"modelVersion":"gemini","responseId":"3"}
        """;

    private static readonly ChatTool Weather = ChatTool.CreateFunctionTool(
        "weather", "Tells the weather.", BinaryData.FromString("""{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}}}"""));

    private readonly List<ScriptedProvider> _providers = [];
    private RunningHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (string answer in (string[])[OpenAiCalls, AnthropicCalls, GeminiSpeaks])
        {
            _providers.Add(await ScriptedProvider.StartAsync(answer));
        }
        const string Targets = """["gemini/m", "openai/m", "anthropic/m"]""";
        _host = await RunningHost.StartAsync(
            $$"""
            {
              "providers": {
                "openai": {"url": "{{_providers[0].Url}}/v1", "secret": null},
                "anthropic": {"url": "{{_providers[1].Url}}", "secret": null},
                "gemini": {"url": "{{_providers[2].Url}}", "secret": null} },
              "routes": {
                "first": {"targets": ["openai/m", "anthropic/m"]},
                "race": {"strategy": "race", "targets": ["anthropic/m"]},
                "all": {"strategy": "all", "quorum": 3, "targets": {{Targets}} },
                "vote": {"strategy": "vote", "quorum": 3, "targets": {{Targets}} } }
            }
            """,
            null, "--simulate", "false");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        foreach (ScriptedProvider provider in _providers)
        {
            await provider.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("first", "call_o")]
    [InlineData("race", "toolu_a")]
    public async Task FirstAndRace_PassTheWinnersCallsThrough(string route, string id)
    {
        ChatCompletion completion = await AskAsync(route);

        Assert.Equal(ChatFinishReason.ToolCalls, completion.FinishReason);
        ChatToolCall call = Assert.Single(completion.ToolCalls);
        Assert.Equal((id, "weather"), (call.Id, call.FunctionName));
        Assert.Equal("Rome", JsonElement.Parse(call.FunctionArguments.ToString()).GetProperty("city").GetString());
    }

    [Fact]
    public async Task All_EachIsAChoice()
    {
        using HttpResponseMessage response = await _host.PostAsync(
            """{"model":"all","messages":[{"role":"user","content":"Weather?"}],"tools":[{"type":"function","function":{"name":"weather"}}]}""");

        JsonElement choices = (await response.JsonAsync()).GetProperty("choices");
        Assert.Equal(["stop", "tool_calls", "tool_calls"], choices.EnumerateArray().Select(choice => choice.GetProperty("finish_reason").GetString()));
        Assert.Equal("toolu_a", choices[2].GetProperty("message").GetProperty("tool_calls")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Vote_SameCallFromTwoFormats_WinsOverText()
    {
        ChatCompletion completion = await AskAsync("vote");

        Assert.Equal("call_o", Assert.Single(completion.ToolCalls).Id);
    }

    [Theory]
    [InlineData("first", "call_o", "")]
    [InlineData("race", "toolu_a", "Let me look.")]
    [InlineData("vote", "call_o", "")]
    public async Task Streamed_OfficialClientPutsTheCallTogether(string route, string id, string said)
    {
        var text = new StringBuilder();
        var arguments = new StringBuilder();
        var ids = new List<string>();
        var names = new List<string>();
        ChatFinishReason? reason = null;
        await foreach (StreamingChatCompletionUpdate update in _host.Chat(route).CompleteChatStreamingAsync(
            [new UserChatMessage("Weather?")], new ChatCompletionOptions { Tools = { Weather } }, TestContext.Current.CancellationToken))
        {
            text.Append(string.Concat(update.ContentUpdate.Select(part => part.Text)));
            foreach (StreamingChatToolCallUpdate call in update.ToolCallUpdates)
            {
                Assert.Equal(0, call.Index);
                ids.AddRange(call.ToolCallId is { } given ? [given] : []);
                names.AddRange(call.FunctionName is { } named ? [named] : []);
                arguments.Append(call.FunctionArgumentsUpdate);
            }
            reason = update.FinishReason ?? reason;
        }

        Assert.Equal([id], ids);
        Assert.Equal(["weather"], names);
        Assert.Equal("Rome", JsonElement.Parse(arguments.ToString()).GetProperty("city").GetString());
        Assert.Equal(said, text.ToString());
        Assert.Equal(ChatFinishReason.ToolCalls, reason);
    }

    [Fact]
    public async Task Conversation_ContinuesWithAChoiceAndItsResults()
    {
        ChatCompletion completion = await AskAsync("vote");

        ChatCompletion next = await _host.Chat("vote").CompleteChatAsync(
            [new UserChatMessage("Weather?"), new AssistantChatMessage(completion), new ToolChatMessage(completion.ToolCalls[0].Id, "22 degrees")],
            new ChatCompletionOptions { Tools = { Weather } },
            TestContext.Current.CancellationToken);

        Assert.Single(next.ToolCalls);
        Assert.All(_providers, provider => Assert.Contains("22 degrees", provider.Asked, StringComparison.Ordinal));
    }

    private async Task<ChatCompletion> AskAsync(string route) => await _host.Chat(route).CompleteChatAsync(
        [new UserChatMessage("Weather?")], new ChatCompletionOptions { Tools = { Weather } }, TestContext.Current.CancellationToken);
}
