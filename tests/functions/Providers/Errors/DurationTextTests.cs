using AiProxy.Providers.Errors;

namespace AiProxy.Providers.Tests.Errors;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("1s", 1000L)]
    [InlineData("37s", 37_000L)]
    [InlineData("1.5s", 1500L)]
    [InlineData("6m0s", 360_000L)]
    [InlineData("2m59.56s", 179_560L)]
    [InlineData("1h2m3s", 3_723_000L)]
    [InlineData("1d", 86_400_000L)]
    [InlineData("120ms", 120L)]
    [InlineData("1500us", 2L)]
    [InlineData("2", 2000L)]
    [InlineData("0", 0L)]
    [InlineData(" 0.0001 ", 1L)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("s", null)]
    [InlineData("-1", null)]
    [InlineData("1 s", null)]
    [InlineData("1.2.3s", null)]
    [InlineData("5 minutes", null)]
    [InlineData("Infinity", null)]
    [InlineData("1e3", null)]
    [InlineData("99999d", null)]
    public void ToMilliseconds_Text_IsRead(string? text, long? expected) => Assert.Equal(expected, DurationText.ToMilliseconds(text));
}
