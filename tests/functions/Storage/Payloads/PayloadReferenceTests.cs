using AiProxy.Storage.Payloads;

namespace AiProxy.Storage.Tests.Payloads;

public sealed class PayloadReferenceTests
{
    private static readonly string Random = new('0', PayloadReference.RandomLength);

    [Theory]
    [InlineData("req_01k9abcdefghjkmnpqrs")]
    [InlineData("A-b_9")]
    public void Mint_RequestId_StandsInFront(string requestId)
    {
        string reference = PayloadReference.Mint(requestId);

        Assert.StartsWith(requestId + "/", reference, StringComparison.Ordinal);
        Assert.True(PayloadReference.IsMinted(reference));
    }

    [Theory]
    [InlineData("a/b", "a-b")]
    [InlineData("..", "--")]
    [InlineData("ü x", "--x")]
    [InlineData("", "-")]
    public void Mint_RequestIdThatIsNotOurs_IsCleaned(string requestId, string cleaned)
    {
        string reference = PayloadReference.Mint(requestId);

        Assert.StartsWith(cleaned + "/", reference, StringComparison.Ordinal);
        Assert.True(PayloadReference.IsMinted(reference));
    }

    [Fact]
    public void Mint_LongRequestId_IsCut() => Assert.True(PayloadReference.IsMinted(PayloadReference.Mint(new string('a', 500))));

    [Fact]
    public void Mint_Again_IsAnother() => Assert.NotEqual(PayloadReference.Mint("r"), PayloadReference.Mint("r"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("req_1")]
    [InlineData("req_1/")]
    [InlineData("/{0}")]
    [InlineData("{0}")]
    [InlineData("req_1/{0}0")]
    [InlineData("req_1/../{0}")]
    [InlineData("../{0}")]
    [InlineData("req 1/{0}")]
    [InlineData("req_1/{0}?versionId=1")]
    [InlineData("s3://bucket/req_1/{0}")]
    [InlineData("req_1/ABCDEFGHJKMNPQRSTVWXYZ0123")]
    public void IsMinted_AnythingElse_IsFalse(string? reference) =>
        Assert.False(PayloadReference.IsMinted(reference?.Replace("{0}", Random, StringComparison.Ordinal)));

    [Fact]
    public void IsMinted_RequestIdTooLong_IsFalse() => Assert.False(PayloadReference.IsMinted(new string('a', 81) + "/" + Random));
}
