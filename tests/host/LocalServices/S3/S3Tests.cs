using System.Net;
using System.Text;

namespace AiProxy.LocalServices.Tests.S3;

public sealed class S3Tests(OurServer server) : IClassFixture<OurServer>
{
    [Fact]
    public async Task Put_ThenGet_AreTheSameBytes()
    {
        using AwsCaller caller = server.Caller();
        using HttpResponseMessage put = await PutAsync(caller, "/bucket/req_1/abc", "{\"a\":1}"u8.ToArray());
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);

        using HttpResponseMessage get = await caller.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/bucket/req_1/abc?x-id=GetObject"));

        Assert.Equal("{\"a\":1}", await get.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(put.Headers.ETag, get.Headers.ETag);
    }

    [Fact]
    public async Task Put_InAwsChunks_IsDecoded()
    {
        using AwsCaller caller = server.Caller();
        byte[] chunked = Encoding.ASCII.GetBytes("5;chunk-signature=aa\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n");
        using HttpResponseMessage put = await PutAsync(caller, "/bucket/chunked", chunked, ("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"));
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);

        using HttpResponseMessage get = await caller.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/bucket/chunked"));

        Assert.Equal("hello world", await get.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("GET", "/bucket/nothing", 404, "NoSuchKey")]
    [InlineData("GET", "/other/nothing", 404, "NoSuchBucket")]
    [InlineData("GET", "/bucket", 501, "NotImplemented")]
    [InlineData("GET", "/bucket/x?tagging", 501, "NotImplemented")]
    [InlineData("DELETE", "/bucket/x", 501, "NotImplemented")]
    public async Task Request_ThatCannotBe_IsAnErrorInXml(string method, string path, int status, string code)
    {
        using AwsCaller caller = server.Caller();
        using HttpResponseMessage response = await caller.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains($"<Code>{code}</Code>", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_BodyIsNotWhatWasHashed_IsRefused()
    {
        using AwsCaller caller = server.Caller();
        using HttpResponseMessage put = await PutAsync(caller, "/bucket/hash", "x"u8.ToArray(), ("x-amz-content-sha256", new string('0', 64)));

        Assert.Equal(HttpStatusCode.BadRequest, put.StatusCode);
    }

    [Fact]
    public async Task Key_Unknown_IsForbidden()
    {
        using var caller = new AwsCaller(server.Endpoint, "AKIDEXAMPLE");
        using HttpResponseMessage response = await caller.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/bucket/x"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private static Task<HttpResponseMessage> PutAsync(AwsCaller caller, string path, byte[] body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new ByteArrayContent(body) };
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }
        return caller.SendAsync(request);
    }
}
