using AiProxy.CallProvider.Secrets;

namespace AiProxy.CallProvider.Tests.Secrets;

public sealed class SecretTextTests
{
    [Theory]
    [InlineData("sk-1", "sk-1")]
    [InlineData(" sk-1\n", "sk-1")]
    [InlineData("""{"anything":"sk-1"}""", "sk-1")]
    [InlineData("""{"apiKey":" sk-1 "}""", "sk-1")]
    [InlineData("""{"note":"x","apiKey":"sk-1"}""", "sk-1")]
    [InlineData("""{"note":"x","api_key":"sk-1"}""", "sk-1")]
    [InlineData("""{"org":"x","key":"sk-1"}""", "sk-1")]
    public void KeyIn_Text_FindsTheKey(string text, string key) => Assert.Equal(key, SecretText.KeyIn(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("{}")]
    [InlineData("{broken")]
    [InlineData("""{"a":"x","b":"y"}""")]
    [InlineData("""{"apiKey":""}""")]
    [InlineData("""{"apiKey":5}""")]
    public void KeyIn_NoKey_IsNull(string? text) => Assert.Null(SecretText.KeyIn(text));
}
