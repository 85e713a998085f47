using AiProxy.StatesLanguage.Choices;

namespace AiProxy.StatesLanguage.Tests.Choices;

public sealed class StringPatternTests
{
    [Theory]
    [InlineData("log-2026.txt", "log-*.txt", true)]
    [InlineData("log-2026.txt", "*", true)]
    [InlineData("", "*", true)]
    [InlineData("", "", true)]
    [InlineData("abc", "a*c*", true)]
    [InlineData("abcbd", "a*bd", true)]
    [InlineData("abc", "a*b", false)]
    [InlineData("a*c", "a\\*c", true)]
    [InlineData("abc", "a\\*c", false)]
    [InlineData("a\\c", "a\\\\c", true)]
    [InlineData("abc", "", false)]
    public void Matches_WithStars_FindsWhatFits(string text, string pattern, bool expected) =>
        Assert.Equal(expected, StringPattern.Matches(text, pattern));
}
