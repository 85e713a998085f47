using AiProxy.Merge.Failures;

namespace AiProxy.Merge.Tests.Failures;

public sealed class FailureTextTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("""{"errorMessage":""}""")]
    public void Tidy_Nothing_IsNull(string? message) => Assert.Null(FailureText.Tidy(message));

    [Fact]
    public void Tidy_ALambdasCause_KeepsTheMessageOnly() =>
        Assert.Equal("no answer in 8000 ms", FailureText.Tidy("""{"errorType":"ProviderTimeoutException","errorMessage":"no answer\n in 8000 ms","stackTrace":["at A.B()"]}"""));

    [Fact]
    public void Tidy_ACauseTheWorkflowHasCut_KeepsTheMessageOnly() =>
        Assert.Equal("openai failed", FailureText.Tidy("""{"errorType":"X","errorMessage":"openai failed","stackTrace":["at A.B("""));

    [Theory]
    [InlineData("{not json")]
    [InlineData("""{"nested":{"errorMessage":"inner"}}""")]
    [InlineData("""{"errorMessage":"cut in the mid""")]
    [InlineData("""{"other":1}""")]
    public void Tidy_OtherBraces_StaysAsItIs(string message) => Assert.Equal(message, FailureText.Tidy(message));

    [Fact]
    public void Tidy_Long_IsCut()
    {
        string tidy = FailureText.Tidy(new string('x', 1000))!;

        Assert.Equal(FailureText.MaxLength, tidy.Length);
        Assert.EndsWith("\u2026", tidy, StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_AtASurrogatePair_TakesNoHalf() => Assert.Equal("ab\u2026", FailureText.Cut("ab\ud83d\ude00cd", 4));
}
