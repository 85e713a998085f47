using System.Net.Sockets;
using System.Text;
using AiProxy.Host.Processes;
using AiProxy.Host.Processes.RuntimeApi;

namespace AiProxy.Host.Tests.Processes;

/// <summary>The Runtime API, byte by byte where a client library would not do.</summary>
public sealed class RuntimeApiTests
{
    private static Invocation Given => new(
        "req-1", "arn:aws:lambda:local:000000000000:function:F", "{}"u8.ToArray(), DateTimeOffset.FromUnixTimeMilliseconds(4_000_000_000_123), TimeSpan.FromSeconds(1), "Root=1-2-3");

    [Fact]
    public async Task Next_HasWhatARuntimeNeeds()
    {
        await using RuntimeApiServer server = await RuntimeApiServer.StartAsync(TestContext.Current.CancellationToken);
        await using RuntimeSession session = await server.OpenAsync();
        Task<string> asking = SendAsync(session, "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        await GiveAsync(session);

        string reply = await asking;

        Assert.Contains("Lambda-Runtime-Aws-Request-Id: req-1\r\n", reply, StringComparison.Ordinal);
        Assert.Contains("Lambda-Runtime-Deadline-Ms: 4000000000123\r\n", reply, StringComparison.Ordinal);
        Assert.Contains("Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:local:000000000000:function:F\r\n", reply, StringComparison.Ordinal);
        Assert.Contains("Lambda-Runtime-Trace-Id: Root=1-2-3\r\n", reply, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n{}", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Response_EndsInTrailers_IsTheErrorTheyTell()
    {
        await using RuntimeApiServer server = await RuntimeApiServer.StartAsync(TestContext.Current.CancellationToken);
        await using RuntimeSession session = await server.OpenAsync();
        Task<string> asking = SendAsync(session, "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Invocation given = Given;
        await GiveAsync(session, given);
        await asking;
        string body = Convert.ToBase64String("""{"errorType":"Broken"}"""u8);

        string reply = await SendAsync(
            session,
            "POST /2018-06-01/runtime/invocation/req-1/response HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
            + "Lambda-Runtime-Function-Response-Mode: streaming\r\nTrailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n\r\n"
            + $"3\r\nabc\r\n0\r\nLambda-Runtime-Function-Error-Type: Broken\r\nLambda-Runtime-Function-Error-Body: {body}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 202", reply, StringComparison.Ordinal);
        var failed = Assert.IsType<InvocationOutcome.Failed>(await given.Outcome);
        Assert.Equal(("Broken", """{"errorType":"Broken"}"""), (failed.Error, Encoding.UTF8.GetString(failed.Cause.Span)));
    }

    [Theory]
    [InlineData("POST /2018-06-01/runtime/invocation/other/response", "HTTP/1.1 400")]
    [InlineData("GET /2018-06-01/runtime/restore/next", "HTTP/1.1 404")]
    [InlineData("POST /2018-06-01/runtime/init/error", "HTTP/1.1 202")]
    public async Task Request_OfOtherKinds_IsAnswered(string line, string status)
    {
        await using RuntimeApiServer server = await RuntimeApiServer.StartAsync(TestContext.Current.CancellationToken);
        await using RuntimeSession session = await server.OpenAsync();

        string reply = await SendAsync(session, $"{line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{{}}");

        Assert.StartsWith(status, reply, StringComparison.Ordinal);
    }

    private static async Task GiveAsync(RuntimeSession session, Invocation? invocation = null)
    {
        while (!session.TryGive(invocation ?? Given))
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<string> SendAsync(RuntimeSession session, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", session.Port, TestContext.Current.CancellationToken);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
