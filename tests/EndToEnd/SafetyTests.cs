using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace AiProxy.EndToEnd.Tests;

/// <summary>What the host refuses before it reads a body or spends a key, each in OpenAI's shape and with an id.</summary>
public sealed class SafetyTests
{
    private const string Chat = "/v1/chat/completions";
    private const string Ask = """{"model":"gpt","messages":[{"role":"user","content":"Name a prime number."}]}""";

    [Theory]
    [InlineData("evil.example", "unknown_host")]
    [InlineData("localhost.evil.example:8080", "unknown_host")]
    [InlineData("10.1.2.3", "unknown_host")]
    public async Task Host_NotOurs_Is421(string name, string code)
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage response = await host.PostAsync(Ask, ("Host", name));

        await AssertRefusedAsync(host, response, HttpStatusCode.MisdirectedRequest, code);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:1234")]
    [InlineData("127.0.0.1:9")]
    [InlineData("[::1]:8080")]
    [InlineData("gateway.example.com")]
    [InlineData("a.internal")]
    public async Task Host_OursOrAllowed_IsAnswered(string name)
    {
        await using RunningHost host = await RunningHost.StartAsync(null, null, "--allowed-hosts", "gateway.example.com; *.internal");

        using HttpResponseMessage response = await host.PostAsync(Ask, ("Host", name));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://localhost:1")]
    [InlineData("null")]
    public async Task Origin_Foreign_Is403(string origin)
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage response = await host.PostAsync(Ask, ("Origin", origin));

        await AssertRefusedAsync(host, response, HttpStatusCode.Forbidden, "foreign_origin");
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Origin_Ours_IsAnswered()
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage response = await host.PostAsync(Ask, ("Origin", host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Preflight_Foreign_IsRefusedWithoutPermission()
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage response = await SendAsync(host, HttpMethod.Options, Chat, null, ("Origin", "https://evil.example"), ("Access-Control-Request-Method", "POST"));

        await AssertRefusedAsync(host, response, HttpStatusCode.Forbidden, "foreign_origin");
    }

    [Theory]
    [InlineData("text/plain;charset=UTF-8", "unsupported_media_type")]
    [InlineData("application/x-www-form-urlencoded", "unsupported_media_type")]
    [InlineData("application/json; charset=utf-16", "unsupported_media_type")]
    [InlineData("nonsense", "unsupported_media_type")]
    public async Task ContentType_NotJson_Is415(string type, string code)
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage response = await SendAsync(host, HttpMethod.Post, Chat, Content(type));

        await AssertRefusedAsync(host, response, HttpStatusCode.UnsupportedMediaType, code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    [InlineData("Application/JSON; charset=\"UTF-8\"")]
    public async Task ContentType_JsonOrNone_IsAnswered(string? type)
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage response = await SendAsync(host, HttpMethod.Post, Chat, Content(type));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task ContentEncoding_Gzip_Is415()
    {
        await using RunningHost host = await RunningHost.StartAsync();
        ByteArrayContent content = Content("application/json");
        content.Headers.ContentEncoding.Add("gzip");

        using HttpResponseMessage response = await SendAsync(host, HttpMethod.Post, Chat, content);

        await AssertRefusedAsync(host, response, HttpStatusCode.UnsupportedMediaType, "unsupported_encoding");
    }

    [Fact]
    public async Task Headers_TooLarge_Is431()
    {
        await using RunningHost host = await RunningHost.StartAsync(null, null, "--AiProxy:MaxRequestHeaderBytes", "4096");

        using HttpResponseMessage response = await host.PostAsync(Ask, ("X-Large", new string('a', 5000)));

        await AssertRefusedAsync(host, response, HttpStatusCode.RequestHeaderFieldsTooLarge, "headers_too_large");
    }

    [Fact]
    public async Task Headers_TooMany_Is431()
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage response = await host.PostAsync(Ask, [.. Enumerable.Range(0, 120).Select(i => ($"X-{i}", "a"))]);

        await AssertRefusedAsync(host, response, HttpStatusCode.RequestHeaderFieldsTooLarge, "headers_too_large");
    }

    [Fact]
    public async Task Url_TooLong_Is414()
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage response = await SendAsync(host, HttpMethod.Get, "/v1/models?" + new string('a', 9000), null);

        await AssertRefusedAsync(host, response, HttpStatusCode.RequestUriTooLong, "url_too_long");
    }

    [Fact]
    public async Task Body_TooDeep_Is400()
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage response = await host.PostAsync(
            $$"""{"model":"gpt","messages":[{"role":"user","content":"a"}],"metadata":{{new string('[', 100)}}{{new string(']', 100)}}}""");

        await AssertRefusedAsync(host, response, HttpStatusCode.BadRequest, "invalid_json");
    }

    [Fact]
    public async Task Body_TooLarge_HasAnId()
    {
        await using RunningHost host = await RunningHost.StartAsync(null, null, "--AiProxy:MaxRequestBodyBytes", "2048");

        using HttpResponseMessage response = await host.PostAsync(Ask + new string(' ', 4096));

        await AssertRefusedAsync(host, response, HttpStatusCode.RequestEntityTooLarge, "request_too_large");
    }

    [Fact]
    public async Task Body_TooSlow_Is408()
    {
        await using RunningHost host = await RunningHost.StartAsync(null, null, "--AiProxy:MinRequestBodyBytesPerSecond", "1048576");
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", host.Http.BaseAddress!.Port, TestContext.Current.CancellationToken);
        await using NetworkStream stream = client.GetStream();

        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST {Chat} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{"),
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        string answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("x-request-id: req_", answer, StringComparison.Ordinal);
        Assert.Contains("unreadable_body", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Method_Options_SaysWhatThePathTakes()
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage response = await SendAsync(host, HttpMethod.Options, Chat, null);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(["POST", "OPTIONS"], response.Content.Headers.Allow);
        Assert.StartsWith("req_", response.Headers.GetValues("x-request-id").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/v1/models")]
    public async Task Method_Head_IsGetWithoutABody(string path)
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage response = await SendAsync(host, HttpMethod.Head, path, null);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Method_Wrong_Is405NamingTheRightOne()
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage response = await SendAsync(host, HttpMethod.Get, Chat, null);

        await AssertRefusedAsync(host, response, HttpStatusCode.MethodNotAllowed, "method_not_allowed");
    }

    [Fact]
    public async Task Path_Unknown_HasAnId()
    {
        await using RunningHost host = await RunningHost.StartAsync();

        using HttpResponseMessage response = await SendAsync(host, HttpMethod.Get, "/v2/nothing", null);

        await AssertRefusedAsync(host, response, HttpStatusCode.NotFound, "unknown_url");
    }

    private static async Task AssertRefusedAsync(RunningHost host, HttpResponseMessage response, HttpStatusCode status, string code)
    {
        Assert.Equal(status, response.StatusCode);
        JsonElement error = (await response.JsonAsync()).GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        Assert.StartsWith("req_", response.Headers.GetValues("x-request-id").Single(), StringComparison.Ordinal);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Empty(host.Simulators.Calls);
    }

    private static ByteArrayContent Content(string? type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Ask));
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        return content;
    }

    private static Task<HttpResponseMessage> SendAsync(
        RunningHost host, HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return host.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
