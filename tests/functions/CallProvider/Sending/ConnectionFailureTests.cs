using AiProxy.CallProvider.Sending;
using AiProxy.Contracts.Failures;

namespace AiProxy.CallProvider.Tests.Sending;

public sealed class ConnectionFailureTests
{
    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, "the provider's host name could not be resolved")]
    [InlineData(HttpRequestError.ConnectionError, "no connection to the provider could be made")]
    [InlineData(HttpRequestError.SecureConnectionError, "no secure connection to the provider could be made")]
    [InlineData(HttpRequestError.ProxyTunnelError, "the proxy refused the connection to the provider")]
    [InlineData(HttpRequestError.ResponseEnded, "the connection was cut before the whole answer had come")]
    [InlineData(HttpRequestError.InvalidResponse, "the answer breaks the HTTP protocol")]
    [InlineData(HttpRequestError.Unknown, "the connection to the provider broke")]
    public void From_HttpError_IsSaidWithoutTheHost(HttpRequestError error, string words)
    {
        ProviderUnavailableException e = ConnectionFailure.From(new HttpRequestException(error, "internal.host:8000"));

        Assert.Equal(words, e.Message);
        Assert.Null(e.InnerException);
    }

    [Fact]
    public void From_CutBody_IsSaid() => Assert.Equal(
        "the connection was cut before the whole answer had come", ConnectionFailure.From(new HttpIOException(HttpRequestError.ResponseEnded)).Message);

    [Fact]
    public void From_BrokenCompression_IsSaid() =>
        Assert.Equal("the answer's compression is broken", ConnectionFailure.From(new InvalidDataException("gzip")).Message);

    [Fact]
    public void Is_OurOwnFault_IsNot() => Assert.False(ConnectionFailure.Is(new InvalidOperationException()));
}
