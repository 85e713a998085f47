using System.Text.Json;
using AiProxy.Merge.Votes;

namespace AiProxy.Merge.Tests.Votes;

public sealed class JsonPointerTests
{
    // The document of RFC 6901, section 5.
    private static readonly JsonElement Document = JsonElement.Parse(
        """{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}""");

    [Theory]
    [InlineData("/foo", """["bar","baz"]""")]
    [InlineData("/foo/0", "\"bar\"")]
    [InlineData("/", "0")]
    [InlineData("/a~1b", "1")]
    [InlineData("/c%d", "2")]
    [InlineData("/e^f", "3")]
    [InlineData("/g|h", "4")]
    [InlineData("/i\\j", "5")]
    [InlineData("/k\"l", "6")]
    [InlineData("/ ", "7")]
    [InlineData("/m~0n", "8")]
    public void TryResolve_TheRfcsExamples_FindsThem(string pointer, string expected)
    {
        Assert.True(JsonPointer.TryResolve(Document, pointer, out JsonElement value));
        Assert.Equal(expected, value.GetRawText());
    }

    [Fact]
    public void TryResolve_Empty_IsTheWholeDocument()
    {
        Assert.True(JsonPointer.TryResolve(Document, "", out JsonElement value));
        Assert.Equal(JsonValueKind.Object, value.ValueKind);
    }

    [Theory]
    [InlineData("foo")]
    [InlineData("/bar")]
    [InlineData("/foo/2")]
    [InlineData("/foo/-")]
    [InlineData("/foo/01")]
    [InlineData("/foo/-1")]
    [InlineData("/foo/0/x")]
    [InlineData("/foo/99999999999")]
    public void TryResolve_NamesNothing_IsFalse(string pointer) => Assert.False(JsonPointer.TryResolve(Document, pointer, out _));
}
