using System.Text.Json;
using AiProxy.Contracts.Answers;

namespace AiProxy.Simulators.Tests;

public sealed class AnswerTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Theory]
    [MemberData(nameof(SimulatorFixture.AllFormats), MemberType = typeof(SimulatorFixture))]
    public async Task Ask_PlainText_AnswersWhatWasSaid(string format)
    {
        ChatAnswer answer = await simulator.AskAsync(format, "some-model", "Hello there");

        Assert.Equal("[simulated some-model] You said: Hello there", SimulatorFixture.TextOf(answer));
        Assert.Equal("stop", answer.Choices[0].FinishReason);
        Assert.Equal("some-model", answer.Model);
        Assert.NotEmpty(answer.Id);
        Assert.Equal(3, answer.Usage!.PromptTokens);
        Assert.Equal(11, answer.Usage.CompletionTokens);
    }

    [Theory]
    [InlineData("Is water wet? Reply with exactly: YES", "YES")]
    [InlineData("reply WITH exactly:   not sure  \nand nothing else", "not sure")]
    [InlineData("Reply with exactly: \"quoted\"", "quoted")]
    [InlineData("Reply with exactly: {\"category\":\"billing\"}", "{\"category\":\"billing\"}")]
    public async Task Ask_ReplyWithExactly_EveryFormatAnswersThat(string prompt, string expected)
    {
        foreach (string format in SimulatorFixture.Formats)
        {
            Assert.Equal(expected, SimulatorFixture.TextOf(await simulator.AskAsync(format, "any", prompt)));
        }
    }

    [Theory]
    [MemberData(nameof(SimulatorFixture.AllFormats), MemberType = typeof(SimulatorFixture))]
    public async Task Ask_FixedAnswer_WinsOverThePrompt(string format)
    {
        ChatAnswer answer = await simulator.AskAsync(format, "any@answer=not%20sure%40all", "Reply with exactly: YES");

        Assert.Equal("not sure@all", SimulatorFixture.TextOf(answer));
        Assert.Equal("any", answer.Model);
    }

    [Theory]
    [MemberData(nameof(SimulatorFixture.AllFormats), MemberType = typeof(SimulatorFixture))]
    public async Task Ask_Length_BreaksOff(string format)
    {
        ChatAnswer answer = await simulator.AskAsync(format, "any@length", "Reply with exactly: 1234567890123456");

        Assert.Equal("length", answer.Choices[0].FinishReason);
        Assert.Equal("12345678", SimulatorFixture.TextOf(answer));
    }

    [Theory]
    [MemberData(nameof(SimulatorFixture.AllFormats), MemberType = typeof(SimulatorFixture))]
    public async Task Ask_MaxTokens_IsKept(string format)
    {
        ChatAnswer answer = await simulator.AskAsync(format, "any", JsonElement.Parse("""
            {"messages":[{"role":"user","content":"Reply with exactly: 1234567890"}],"max_tokens":2}
            """));

        Assert.Equal("12345678", SimulatorFixture.TextOf(answer));
        Assert.Equal("length", answer.Choices[0].FinishReason);
        Assert.Equal(2, answer.Usage!.CompletionTokens);
    }

    [Theory]
    [MemberData(nameof(SimulatorFixture.AllFormats), MemberType = typeof(SimulatorFixture))]
    public async Task Ask_Stop_EndsBeforeTheSequence(string format)
    {
        ChatAnswer answer = await simulator.AskAsync(format, "any", JsonElement.Parse("""
            {"messages":[{"role":"user","content":"Reply with exactly: one END two"}],"stop":" END"}
            """));

        Assert.Equal("one", SimulatorFixture.TextOf(answer));
        Assert.Equal("stop", answer.Choices[0].FinishReason);
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("gemini")]
    public async Task Ask_SeveralChoices_GivesAsMany(string format)
    {
        ChatAnswer answer = await simulator.AskAsync(format, "any", JsonElement.Parse("""
            {"messages":[{"role":"user","content":"Reply with exactly: x"}],"n":3}
            """));

        Assert.Equal(3, answer.Choices.Length);
    }

    [Theory]
    [MemberData(nameof(SimulatorFixture.AllFormats), MemberType = typeof(SimulatorFixture))]
    public async Task Ask_Conversation_AnswersTheLastUserMessage(string format)
    {
        ChatAnswer answer = await simulator.AskAsync(format, "any", JsonElement.Parse("""
            {"messages":[
              {"role":"system","content":"Be brief."},
              {"role":"user","content":"first"},
              {"role":"assistant","content":"one "},
              {"role":"user","content":[{"type":"text","text":"second"},{"type":"text","text":"part"}]},
              {"role":"assistant","content":"Well "}],
             "temperature":0.5,"top_p":0.9}
            """));

        Assert.Equal("[simulated any] You said: second\npart", SimulatorFixture.TextOf(answer));
    }

    [Theory]
    [MemberData(nameof(SimulatorFixture.AllFormats), MemberType = typeof(SimulatorFixture))]
    public async Task Ask_TheSameTwice_AnswersTheSame(string format)
    {
        ChatAnswer first = await simulator.AskAsync(format, "any", "Tell me");
        ChatAnswer second = await simulator.AskAsync(format, "any", "Tell me");

        Assert.Equal(SimulatorFixture.TextOf(first), SimulatorFixture.TextOf(second));
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task Calls_AfterAnAnswer_HoldTheCall()
    {
        await simulator.AskAsync("gemini", "logged@key=1", "remember me");

        SimulatedCall call = Assert.Single(simulator.Server.Calls, call => call.Model == "logged@key=1");
        Assert.Equal("gemini", call.Format);
        Assert.Equal("/gemini/v1beta/models/logged@key=1:generateContent", call.Path);
        Assert.Equal(simulator.Time.GetUtcNow(), call.ReceivedAt);
        Assert.True(call.HasKey);
        Assert.Contains("remember me", call.Body);
        Assert.Equal(SimulatedOutcome.Answered, call.Outcome);
        Assert.Equal(200, call.Status);
    }
}
