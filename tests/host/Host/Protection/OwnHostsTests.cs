using System.Net;
using AiProxy.Host.Protection;
using Microsoft.AspNetCore.Http;

namespace AiProxy.Host.Tests.Protection;

public sealed class OwnHostsTests
{
    private static readonly IPAddress Local = IPAddress.Parse("10.0.0.5");

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:8080", true)]
    [InlineData("127.0.0.1:8080", true)]
    [InlineData("127.9.9.9", true)]
    [InlineData("[::1]:8080", true)]
    [InlineData("10.0.0.5:8080", true)]
    [InlineData("[::ffff:10.0.0.5]", true)]
    [InlineData("gateway", true)]
    [InlineData("10.0.0.6", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("evil.example", false)]
    [InlineData("", false)]
    public void IsOwn_ByDefault_IsLoopbackBoundNameOrTheConnectionsAddress(string host, bool own) =>
        Assert.Equal(own, new OwnHosts(["http://gateway:8080", "http://0.0.0.0:8081"], "").IsOwn(new HostString(host), Local));

    [Theory]
    [InlineData("a.example.com", true)]
    [InlineData("b.internal:80", true)]
    [InlineData("internal", false)]
    [InlineData("evilinternal", false)]
    [InlineData("b.example.com", false)]
    public void IsOwn_Allowed_IsThatNameOrASubdomain(string host, bool own) =>
        Assert.Equal(own, new OwnHosts([], " a.example.com ;*.internal").IsOwn(new HostString(host), Local));

    [Fact]
    public void IsOwn_Star_IsAnyName() => Assert.True(new OwnHosts([], "*").IsOwn(new HostString("evil.example"), null));

    [Theory]
    [InlineData("http://*:80")]
    [InlineData("http://+:80")]
    [InlineData("http://[::]:80")]
    public void IsOwn_BoundToEverything_IsNotAnyName(string url) =>
        Assert.False(new OwnHosts([url], "").IsOwn(new HostString("evil.example"), Local));
}
