using System.ClientModel;
using System.Text;
using System.Text.Json;
using OpenAI.Chat;

namespace AiProxy.EndToEnd.Tests;

/// <summary>Tools, images, JSON schema and streaming by OpenAI's official client, on each single-target route.</summary>
public sealed class OfficialClientTests
{
    // The smallest PNG there is: one transparent pixel.
    private const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    public static TheoryData<string> Routes => ["gpt", "claude", "gemini"];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Tools_CallAndResult_ComeAndGo(string route)
    {
        await using RunningHost host = await RunningHost.StartAsync();
        var options = new ChatCompletionOptions
        {
            Tools = { ChatTool.CreateFunctionTool("weather", "The weather", BinaryData.FromString("""{"type":"object","properties":{"city":{"type":"string"}}}""")) },
        };
        List<ChatMessage> messages = [new UserChatMessage("""Call tool weather with {"city":"Oslo"}""")];

        ChatCompletion asked = await host.Chat(route).CompleteChatAsync(messages, options, TestContext.Current.CancellationToken);
        ChatToolCall call = Assert.Single(asked.ToolCalls);
        messages.Add(new AssistantChatMessage(asked));
        messages.Add(new ToolChatMessage(call.Id, "rain and 4 degrees"));
        ChatCompletion answered = await host.Chat(route).CompleteChatAsync(messages, options, TestContext.Current.CancellationToken);

        Assert.Equal(ChatFinishReason.ToolCalls, asked.FinishReason);
        Assert.Equal("weather", call.FunctionName);
        Assert.Equal("Oslo", JsonDocument.Parse(call.FunctionArguments).RootElement.GetProperty("city").GetString());
        Assert.Contains("rain and 4 degrees", answered.Content[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Image_Inline_ReachesTheProvider(string route)
    {
        await using RunningHost host = await RunningHost.StartAsync();
        var message = new UserChatMessage(
            ChatMessageContentPart.CreateTextPart("What is this?"),
            ChatMessageContentPart.CreateImagePart(BinaryData.FromBytes(Convert.FromBase64String(Pixel)), "image/png"));

        ChatCompletion answer = await host.Chat(route).CompleteChatAsync([message], null, TestContext.Current.CancellationToken);

        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
        Assert.Contains(Pixel, Assert.Single(host.Simulators.Calls).Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task JsonSchema_Asked_IsWhatTheAnswerFollows(string route)
    {
        await using RunningHost host = await RunningHost.StartAsync();
        var options = new ChatCompletionOptions
        {
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat(
                "verdict",
                BinaryData.FromString("""{"type":"object","properties":{"category":{"type":"string"}},"required":["category"],"additionalProperties":false}"""),
                jsonSchemaIsStrict: true),
        };

        ChatCompletion answer = await host.Chat(route).CompleteChatAsync([new UserChatMessage("Judge.")], options, TestContext.Current.CancellationToken);

        Assert.Equal(JsonValueKind.String, JsonDocument.Parse(answer.Content[0].Text).RootElement.GetProperty("category").ValueKind);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Streaming_Asked_ComesWhole(string route)
    {
        await using RunningHost host = await RunningHost.StartAsync();
        var text = new StringBuilder();
        ChatFinishReason? finish = null;
        ChatTokenUsage? usage = null;

        AsyncCollectionResult<StreamingChatCompletionUpdate> updates = host.Chat(route).CompleteChatStreamingAsync(
            [new UserChatMessage("Reply with exactly: seven")], null, TestContext.Current.CancellationToken);
        await foreach (StreamingChatCompletionUpdate update in updates)
        {
            text.AppendJoin("", update.ContentUpdate.Select(part => part.Text));
            finish ??= update.FinishReason;
            usage ??= update.Usage;
        }

        Assert.Equal("seven", text.ToString());
        Assert.Equal(ChatFinishReason.Stop, finish);
        Assert.True(usage is { TotalTokenCount: > 0 });
    }
}
