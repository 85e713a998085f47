using AiProxy.Authorize.Keys;

namespace AiProxy.Authorize.Tests.Keys;

public sealed class PresentedKeyTests
{
    [Theory]
    [InlineData(TestKeys.Header)]
    [InlineData("bearer  aip_0123456789ab_abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE")]
    [InlineData(" Bearer aip_0123456789ab_abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE ")]
    public void Parse_Key_IsItsHalves(string header) =>
        Assert.Equal(new PresentedKey(TestKeys.Id, TestKeys.Secret), PresentedKey.Parse(header));

    [Fact]
    public void Parse_SecretWithUnderscores_IsCutAtTheFirst() =>
        Assert.Equal(new string('_', 43), PresentedKey.Parse($"Bearer aip_a_{new string('_', 43)}")!.Value.Secret);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("aip_0123456789ab_abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE")]
    [InlineData("Bearersaip_0123456789ab_abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE")]
    [InlineData("Bearer sk-0123456789ab_abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE")]
    [InlineData("Bearer aip__abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE")]
    [InlineData("Bearer aip_0123456789ab")]
    [InlineData("Bearer aip_0123456789ab_")]
    [InlineData("Bearer aip_0123456789ab_tooshort")]
    [InlineData("Bearer aip_0123 456789ab_abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE")]
    [InlineData("Bearer aip_0123456789ab_abcdefghijklmnopqrstuvwxyz0123456789-_ABCD=")]
    [InlineData("Bearer aip_0123456789ab_abcdefghijklmnopqrstuvwxyz0123456789-_ABCDé")]
    [InlineData("Bearer aip_0123456789ab_abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE, Bearer x")]
    public void Parse_AnythingElse_IsNoKey(string? header) => Assert.Null(PresentedKey.Parse(header));

    [Fact]
    public void Parse_TooLong_IsNoKey()
    {
        Assert.Null(PresentedKey.Parse($"Bearer aip_{new string('a', 65)}_{TestKeys.Secret}"));
        Assert.Null(PresentedKey.Parse($"Bearer aip_a_{new string('a', 129)}"));
    }

    [Fact]
    public void ToString_Key_HasNoSecret() => Assert.Equal(TestKeys.Id, PresentedKey.Parse(TestKeys.Header)!.Value.ToString());
}
