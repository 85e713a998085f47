using System.Text.Json;
using AiProxy.Merge.Votes;

namespace AiProxy.Merge.Tests.Votes;

public sealed class JsonAnswerTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    [InlineData("  [1] ", "[1]")]
    [InlineData("```json\n{\"a\":1}\n```", """{"a":1}""")]
    [InlineData("```\n{\"a\":1}\n```", """{"a":1}""")]
    [InlineData("```json{\"a\":1}```", """{"a":1}""")]
    [InlineData("Here you are:\n```JSON\n{\"a\":1}\n```\nAnything else?", """{"a":1}""")]
    [InlineData("```python\nprint(1)\n```\nthen\n```json\n{\"a\":1}\n```", """{"a":1}""")]
    [InlineData("```json\n{\"a\":1}", """{"a":1}""")]
    [InlineData("```true```", "true")]
    public void TryParse_JsonSomewhere_FindsIt(string text, string expected)
    {
        Assert.True(JsonAnswer.TryParse(text, out JsonElement json));
        Assert.Equal(expected, json.GetRawText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("```")]
    [InlineData("``````")]
    [InlineData("```json\n```")]
    [InlineData("```python\nprint(1)\n```")]
    public void TryParse_NoJson_IsFalse(string text) => Assert.False(JsonAnswer.TryParse(text, out _));
}
