using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Merge.Votes;

namespace AiProxy.Merge.Tests.Votes;

/// <summary>How answers that call tools vote.</summary>
public sealed class ToolCallBallotTests
{
    [Theory]
    [InlineData("""{"city":"Rome","days":1}""", """{ "days": 1.0, "city": "Rome" }""")]
    [InlineData("""{"n":100}""", """{"n":1e2}""")]
    [InlineData("", "{}")]
    [InlineData("not json", "not json")]
    public void Agrees_SameArgumentsInAnotherForm_IsTrue(string left, string right) =>
        Assert.True(Read(Call("a", "weather", left)).Agrees(Read(Call("b", "weather", right))));

    [Theory]
    [InlineData("""{"city":"Rome"}""", """{"city":"rome"}""")]
    [InlineData("""{"n":1}""", """{"n":"1"}""")]
    [InlineData("""{"l":[1,2]}""", """{"l":[2,1]}""")]
    [InlineData("""{"n":1}""", """{"n":1,"m":null}""")]
    [InlineData("not json", "Not json")]
    [InlineData("\"{}\"", "{}")]
    public void Agrees_OtherArguments_IsFalse(string left, string right) =>
        Assert.False(Read(Call("a", "weather", left)).Agrees(Read(Call("a", "weather", right))));

    [Fact]
    public void Agrees_AnotherTool_IsFalse() => Assert.False(Read(Call("a", "weather", "{}")).Agrees(Read(Call("a", "forecast", "{}"))));

    [Fact]
    public void Agrees_ParallelCallsInAnotherOrder_IsTrue()
    {
        string rome = Call("a", "weather", """{"city":"Rome"}""");
        string paris = Call("b", "weather", """{"city":"Paris"}""");

        Assert.True(Read($"{rome},{paris}").Agrees(Read($"{paris},{rome}")));
        Assert.False(Read($"{rome},{rome}").Agrees(Read($"{rome},{paris}")));
        Assert.False(Read($"{rome},{paris}").Agrees(Read(rome)));
    }

    [Fact]
    public void Agrees_CustomTools_CompareTheInputAsText()
    {
        const string Custom = """{"id":"a","type":"custom","custom":{"name":"sql","input":"select 1"}}""";

        Assert.True(Read(Custom).Agrees(Read(Custom.Replace("\"a\"", "\"b\"", StringComparison.Ordinal))));
        Assert.False(Read(Custom).Agrees(Read(Custom.Replace("select 1", "select  1", StringComparison.Ordinal))));
    }

    [Fact]
    public void Agrees_OldFunctionCall_IsTheSameAsAToolCall() =>
        Assert.True(Message("""{"role":"assistant","function_call":{"name":"weather","arguments":"{}"}}""").Agrees(Read(Call("a", "weather", "{}"))));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Agrees_TextThatReadsLikeTheCalls_IsFalse(string? pointer)
    {
        Ballot calls = Read(Call("a", "weather", "{}"));
        const string Text = """[{"name":"weather","arguments":{}}]""";
        Ballot text = Ballot.Read(Samples.Answer("m", Text), pointer)!;

        Assert.False(calls.Agrees(text));
        Assert.False(text.Agrees(calls));
    }

    [Fact]
    public void Agrees_TextBesideTheCalls_DoesNotCount()
    {
        string call = Call("a", "weather", "{}");

        Assert.True(Message($$"""{"content":"Let me look.","tool_calls":[{{call}}]}""").Agrees(Message($$"""{"content":null,"tool_calls":[{{call}}]}""")));
    }

    [Fact]
    public void Read_PointerGiven_ComparesCallsWhole() =>
        Assert.True(Ballot.Read(Answer($$"""{"tool_calls":[{{Call("a", "w", "{}")}}]}"""), "/category")!.Agrees(Read(Call("b", "w", "{}"))));

    [Theory]
    [InlineData("""{"content":"","tool_calls":[]}""")]
    [InlineData("""{"content":null,"tool_calls":null}""")]
    public void Read_NoCallsAndNoText_HasNoVote(string message) => Assert.Null(Ballot.Read(Answer(message), null));

    [Theory]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"function":7}""")]
    [InlineData("""{"function":{}}""")]
    [InlineData("""{"function":{"name":7,"arguments":{"a":1}}}""")]
    public void Read_CallOfAnotherShape_StillVotes(string call) => Assert.True(Read(call).Agrees(Read(call)));

    private static string Call(string id, string name, string arguments) =>
        $$"""{"id":"{{id}}","type":"function","function":{"name":"{{name}}","arguments":"{{JsonEncodedText.Encode(arguments)}}"} }""";

    private static Ballot Read(string calls) => Message($$"""{"role":"assistant","content":null,"tool_calls":[{{calls}}]}""");

    private static Ballot Message(string message) => Ballot.Read(Answer(message), null)!;

    private static ChatAnswer Answer(string message) => new()
    {
        Id = "1",
        Model = "m",
        Choices = [new ChatChoice { Message = JsonElement.Parse(message), FinishReason = "tool_calls" }],
    };
}
