using System.Text;
using AiProxy.CallProvider.Sending;

namespace AiProxy.CallProvider.Tests.Sending;

public sealed class KeyScrubberTests
{
    private const string Key = "0123456789abcdef";

    private static string Scrub(string body, string? key) => Encoding.UTF8.GetString(KeyScrubber.Scrub(Encoding.UTF8.GetBytes(body), key).Span);

    [Theory]
    [InlineData("", "")]
    [InlineData("nothing", "nothing")]
    [InlineData(Key, "***")]
    [InlineData("a" + Key + "b" + Key + Key, "a***b******")]
    public void Scrub_Key_IsMasked(string body, string expected) => Assert.Equal(expected, Scrub(body, Key));

    [Fact]
    public void Scrub_Placeholder_IsLeftAlone() => Assert.Equal("an EMPTY box", Scrub("an EMPTY box", "EMPTY"));

    [Fact]
    public void Scrub_NoKey_IsLeftAlone() => Assert.Equal("text", Scrub("text", null));
}
