using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Merge.Votes;

namespace AiProxy.Merge.Tests.Votes;

public sealed class BallotTests
{
    private static Ballot? Read(string text, string? pointer = null) => Ballot.Read(Samples.Answer("m", text), pointer);

    [Theory]
    [InlineData("yes", "Yes")]
    [InlineData("Yes.", " yes ")]
    [InlineData("\"Yes\"", "yes!")]
    [InlineData("**Yes**", "Yes.")]
    [InlineData("\u201cYes.\u201d", "yes")]
    [InlineData("a  b\n c", "A B C")]
    [InlineData("`42`", "42")]
    [InlineData("\u0414\u0430", "\u0434\u0430.")]
    public void Agrees_SameButForForm_IsTrue(string left, string right) => Assert.True(Read(left)!.Agrees(Read(right)!));

    [Theory]
    [InlineData("yes", "no")]
    [InlineData("1", "-1")]
    [InlineData("1.5", "15")]
    [InlineData("?", "!")]
    [InlineData("not yes", "yes")]
    public void Agrees_AnotherMeaning_IsFalse(string left, string right) => Assert.False(Read(left)!.Agrees(Read(right)!));

    [Theory]
    [InlineData("""{"v":1}""", """{"v":1.0}""", true)]
    [InlineData("""{"v":1}""", """{"v":"1"}""", false)]
    [InlineData("""{"v":"Spam"}""", """{"v":"spam."}""", true)]
    [InlineData("""{"v":true}""", """{"v":true}""", true)]
    [InlineData("""{"v":true}""", """{"v":false}""", false)]
    [InlineData("""{"v":null}""", """{"v":null}""", true)]
    [InlineData("""{"v":{"a":1,"b":2}}""", """{"v":{"b":2,"a":1}}""", true)]
    [InlineData("""{"v":[1,2]}""", """{"v":[2,1]}""", false)]
    public void Agrees_PointedValues_ComparesAsJson(string left, string right, bool agree) =>
        Assert.Equal(agree, Read(left, "/v")!.Agrees(Read(right, "/v")!));

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    public void Read_NoText_HasNoVote(string text) => Assert.Null(Read(text));

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("{\"v\":")]
    [InlineData("```json\n{\"w\":1}\n```")]
    [InlineData("[1]")]
    public void Read_PointerFindsNothing_HasNoVote(string text) => Assert.Null(Read(text, "/v"));

    [Fact]
    public void Read_ToolCall_HasNoVote()
    {
        var answer = new ChatAnswer
        {
            Id = "1",
            Model = "m",
            Choices = [new ChatChoice { Message = Samples.Message(null), FinishReason = "tool_calls" }],
        };

        Assert.Null(Ballot.Read(answer, null));
    }

    [Fact]
    public void Read_ContentParts_AreJoined()
    {
        var answer = new ChatAnswer
        {
            Id = "1",
            Model = "m",
            Choices = [new ChatChoice { Message = JsonElement.Parse("""{"content":[{"type":"text","text":"ye"},{"type":"text","text":"s"}]}"""), FinishReason = "stop" }],
        };

        Assert.True(Ballot.Read(answer, null)!.Agrees(Read("yes")!));
    }
}
