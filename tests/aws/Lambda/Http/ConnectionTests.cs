using System.Globalization;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.RuntimeSupport.Bootstrap;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace AiProxy.Lambda.Tests.Http;

public sealed class ConnectionTests : IDisposable
{
    private readonly RawServer _server = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly SourceGeneratorLambdaJsonSerializer<TestJson> _serializer = new();
    private readonly StringWriter _output = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _server.Dispose();
        _output.Dispose();
    }

    [Fact]
    public async Task RunAsync_SeveralInvocations_UseOneConnection()
    {
        var run = RunAsync();
        using var connection = await _server.AcceptAsync();

        for (var i = 0; i < 3; i++)
        {
            Assert.StartsWith("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\n", await connection.ReadAsync(), StringComparison.Ordinal);
            await connection.EventAsync($"r-{i}", """{"Name":"n"}""");
            Assert.EndsWith("""{"Text":"n"}""", await connection.ReadAsync(), StringComparison.Ordinal);
            await connection.AcceptedAsync();
        }

        await _stop.CancelAsync();
        await run;
    }

    [Fact]
    public async Task RunAsync_Request_IsExactlyThis()
    {
        _ = RunAsync();
        using var connection = await _server.AcceptAsync();

        var get = await connection.ReadAsync();
        await connection.EventAsync("a/b c", """{"Name":"u"}""");
        var post = await connection.ReadAsync();

        var agent = $"Host: {_server.Endpoint}\r\nUser-Agent: aiproxy-lambda-dotnet/{Environment.Version}\r\n";
        Assert.Equal($"GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\n{agent}\r\n", get);
        Assert.Equal(
            $"POST /2018-06-01/runtime/invocation/a%2Fb%20c/response HTTP/1.1\r\n{agent}Content-Type: application/json\r\nContent-Length: 12\r\n\r\n"
            + """{"Text":"u"}""",
            post);
    }

    [Fact]
    public async Task RunAsync_IdleConnectionClosed_ConnectsAgain()
    {
        _ = RunAsync();
        using (var first = await _server.AcceptAsync())
        {
            await first.ReadAsync();
            await first.EventAsync("r-1", """{"Name":"n"}""", "Connection: keep-alive\r\n");
        }

        // The answer finds the connection gone and takes a new one.
        using var second = await _server.AcceptAsync();
        Assert.StartsWith("POST /2018-06-01/runtime/invocation/r-1/response", await second.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ConnectionClose_IsHonoured()
    {
        _ = RunAsync();
        using var first = await _server.AcceptAsync();
        await first.ReadAsync();
        await first.EventAsync("r-1", """{"Name":"n"}""", "Connection: close\r\n");

        using var second = await _server.AcceptAsync();
        Assert.StartsWith("POST ", await second.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_RuntimeApiGoneWhileWaiting_EndsInsteadOfTryingForEver()
    {
        var run = RunAsync();
        using (var connection = await _server.AcceptAsync())
            await connection.ReadAsync();
        _server.Dispose();

        await Assert.ThrowsAnyAsync<IOException>(() => run);
    }

    [Fact]
    public async Task RunAsync_RuntimeApiClosesEveryConnection_EndsAfterTheFirst()
    {
        var run = RunAsync();
        using (var connection = await _server.AcceptAsync())
            await connection.ReadAsync();

        await Assert.ThrowsAsync<EndOfStreamException>(() => run);
    }

    [Fact]
    public async Task RunAsync_NobodyThere_SaysWhereItLooked()
    {
        _server.Dispose();

        var thrown = await Assert.ThrowsAsync<IOException>(() => RunAsync());

        Assert.StartsWith("The Runtime API at 127.0.0.1:", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ToldToEndWhileInvoking_AnswersFirst()
    {
        var go = new TaskCompletionSource();
        var run = RunAsync(beforeAnswer: go.Task);
        using var connection = await _server.AcceptAsync();
        await connection.ReadAsync();
        await connection.EventAsync("r-1", """{"Name":"n"}""");
        await _started.Task.WaitAsync(TestContext.Current.CancellationToken);

        await _stop.CancelAsync();
        go.SetResult();

        Assert.EndsWith("""{"Text":"n"}""", await connection.ReadAsync(), StringComparison.Ordinal);
        await connection.AcceptedAsync();
        await run;
    }

    [Fact]
    public async Task RunAsync_AnswerLargerThanLambdaTakes_IsTheInvocationsError()
    {
        _ = RunAsync(answer: new string('x', 6 * 1024 * 1024 + 200));
        using var connection = await _server.AcceptAsync();
        await connection.ReadAsync();
        await connection.EventAsync("r-1", """{"Name":"n"}""");

        var error = await connection.ReadAsync();
        await connection.AcceptedAsync();

        Assert.StartsWith("POST /2018-06-01/runtime/invocation/r-1/error HTTP/1.1\r\n", error, StringComparison.Ordinal);
        Assert.Contains("Lambda-Runtime-Function-Error-Type: Function.ResponseSizeTooLarge\r\n", error, StringComparison.Ordinal);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"Response payload size ({6 * 1024 * 1024 + 211} bytes) exceeded maximum allowed payload size (6291556 bytes)."),
            error,
            StringComparison.Ordinal);
        Assert.StartsWith("GET ", await connection.ReadAsync(), StringComparison.Ordinal);
    }

    private Task RunAsync(Task? beforeAnswer = null, string? answer = null)
    {
        var builder = LambdaBootstrapBuilder.Create<Input, Output>(
            async (input, _) =>
            {
                _started.TrySetResult();
                await (beforeAnswer ?? Task.CompletedTask);
                return new Output(answer ?? input.Name);
            },
            _serializer);
        var options = new LambdaBootstrapOptions { RuntimeApiEndpoint = _server.Endpoint };
        var variables = new Dictionary<string, string> { ["AWS_LAMBDA_DOTNET_DISABLE_MEMORY_LIMIT_CHECK"] = "true" };
        var bootstrap = new LambdaBootstrap(
            builder.Handler, null, builder.Serializer, options, new LambdaEnvironment(variables.GetValueOrDefault, options), _output);
        return bootstrap.RunAsync(_stop.Token);
    }
}
