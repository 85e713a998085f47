using System.Text.Json;
using AiProxy.Lambda.Tests.Http;

namespace AiProxy.Lambda.Tests.Processes;

/// <summary>The generated Main, the wrapper and the runtime client, as Lambda starts them.</summary>
public sealed class ProcessTests : IAsyncLifetime
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"aiproxy-{Guid.NewGuid():N}");
    private RuntimeApiStub _api = null!;

    public async ValueTask InitializeAsync() => _api = await RuntimeApiStub.StartAsync();

    public async ValueTask DisposeAsync()
    {
        File.Delete(_file);
        await _api.DisposeAsync();
    }

    [Fact]
    public async Task Main_Handler_AnswersWithItsTraceAndLogs()
    {
        await File.WriteAllTextAsync(_file, "", TestContext.Current.CancellationToken);
        await using var process = SampleProcess.Start(_api.Endpoint, "Wait");

        _api.Enqueue("r-1", Question(), ("Lambda-Runtime-Trace-Id", "Root=1-2;Sampled=1"));
        Assert.Equal("""{"Text":"r-1 Root=1-2;Sampled=1"}""", (await _api.PostedAsync()).Body);
        _api.Enqueue("r-2", Question());
        Assert.Equal("""{"Text":"r-2 "}""", (await _api.PostedAsync()).Body);

        process.Terminate();
        var (exitCode, output, errors) = await process.EndAsync();
        Assert.Equal((0, ""), (exitCode, errors));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(["r-1", "r-2"], lines.Select(line => line.GetProperty("function_request_id").GetString()));
        Assert.Equal([true, false], lines.Select(line => line.GetProperty("cold_start").GetBoolean()));
    }

    [Fact]
    public async Task Main_TerminatedWhileInvoking_AnswersAndEndsWithZero()
    {
        await using var process = SampleProcess.Start(_api.Endpoint, "Wait");
        _api.Enqueue("r-1", Question());
        await process.LoggedAsync();

        process.Terminate();
        await File.WriteAllTextAsync(_file, "", TestContext.Current.CancellationToken);

        Assert.Equal("invocation/r-1/response", (await _api.PostedAsync()).Path);
        Assert.Equal(0, (await process.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Main_RuntimeApiLost_EndsWithOne()
    {
        using var server = new RawServer();
        await using var process = SampleProcess.Start(server.Endpoint, "Wait");
        using (var connection = await server.AcceptAsync())
            await connection.ReadAsync();

        var (exitCode, _, errors) = await process.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.Equal("The function ends: EndOfStreamException: The Runtime API closed the connection.\n", errors);
    }

    [Fact]
    public async Task Main_ConstructorThrows_IsTheInitErrorAndEndsWithOne()
    {
        await using var process = SampleProcess.Start(_api.Endpoint, "Wait", ("SAMPLE_FAILS", "true"));

        var posted = await _api.PostedAsync();

        Assert.Equal("init/error", posted.Path);
        Assert.Equal("NotSupportedException", posted.Headers["Lambda-Runtime-Function-Error-Type"]);
        Assert.Contains("The sample was told to fail.", posted.Body, StringComparison.Ordinal);
        Assert.Equal(1, (await process.EndAsync()).ExitCode);
    }

    [Theory]
    [InlineData(null, "ANNOTATIONS_HANDLER is '', which is none of: Wait, Echo.")]
    [InlineData("Other", "ANNOTATIONS_HANDLER is 'Other', which is none of: Wait, Echo.")]
    public async Task Main_NoSuchHandler_IsTheInitErrorAndEndsWithOne(string? handler, string expected)
    {
        await using var process = SampleProcess.Start(_api.Endpoint, handler);

        var posted = await _api.PostedAsync();

        Assert.Equal("init/error", posted.Path);
        using var error = JsonDocument.Parse(posted.Body);
        Assert.Equal(expected, error.RootElement.GetProperty("errorMessage").GetString());
        Assert.Equal(1, (await process.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Main_StreamingHandler_StreamsThroughTheWrapper()
    {
        await using var process = SampleProcess.Start(_api.Endpoint, "Echo");

        _api.Enqueue("r-1", """{"body":"one two","requestContext":{"authorizer":{"caller":"ann"}}}""");
        var whole = await _api.PostedAsync();
        _api.Enqueue("r-2", """{"body":"one fail"}""");
        var broken = await _api.PostedAsync();
        _api.Enqueue("r-3", """{"body":"fail"}""");
        var refused = await _api.PostedAsync();

        Assert.Equal("""{"statusCode":200,"headers":{"x-request-id":"r-1"}}""" + new string('\0', 8) + "onetwo", whole.Body);
        Assert.EndsWith("\0one", broken.Body, StringComparison.Ordinal);
        Assert.Equal("FormatException", broken.Trailers["Lambda-Runtime-Function-Error-Type"]);
        Assert.Equal("invocation/r-3/error", refused.Path);
    }

    private string Question() => JsonSerializer.Serialize(new { File = _file });
}
