namespace AiProxy.Host.Tests;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://localhost:8080", true)]
    [InlineData("http://[::1]:8080", true)]
    [InlineData("http://unix:/tmp/aiproxy.sock", true)]
    [InlineData("http://0.0.0.0:8080", false)]
    [InlineData("http://[::]:8080", false)]
    [InlineData("http://*:8080", false)]
    [InlineData("http://192.168.1.5:8080", false)]
    // A name that is no address makes the server listen everywhere.
    [InlineData("http://gateway:8080", false)]
    public void IsLoopback_Url_SaysWhetherOthersCanReachIt(string url, bool loopback) => Assert.Equal(loopback, ListenAddress.IsLoopback(url));

    [Theory]
    [InlineData("http://0.0.0.0:8080", "http://127.0.0.1:8080")]
    [InlineData("http://[::]:8080", "http://127.0.0.1:8080")]
    [InlineData("http://*:8080", "http://127.0.0.1:8080")]
    [InlineData("http://192.168.1.5:8080", "http://192.168.1.5:8080")]
    public void ForClients_Url_CanBePasted(string url, string pasted) => Assert.Equal(pasted, ListenAddress.ForClients(url));
}
