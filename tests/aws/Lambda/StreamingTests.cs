using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.Core.ResponseStreaming;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.RuntimeSupport.Bootstrap;
using Amazon.Lambda.RuntimeSupport.Streaming;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace AiProxy.Lambda.Tests;

public sealed class StreamingTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly SourceGeneratorLambdaJsonSerializer<TestJson> _serializer = new();
    private readonly StringWriter _output = new();
    private readonly Dictionary<string, string> _variables = new() { ["AWS_LAMBDA_DOTNET_DISABLE_MEMORY_LIMIT_CHECK"] = "true" };
    private RuntimeApiStub _api = null!;
    private LambdaBootstrap? _bootstrap;

    public async ValueTask InitializeAsync() => _api = await RuntimeApiStub.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _bootstrap?.Dispose();
        await _api.DisposeAsync();
        _stop.Dispose();
        await _output.DisposeAsync();
    }

    [Fact]
    public async Task CreateHttpStream_Written_SendsPreludeDelimiterAndBodyInChunks()
    {
        Run(async (_, _) =>
        {
            var stream = LambdaResponseStreamFactory.CreateHttpStream(new HttpResponseStreamPrelude
            {
                StatusCode = HttpStatusCode.Created,
                Headers = { ["Content-Type"] = "text/event-stream" },
                MultiValueHeaders = { ["aiproxy-winner"] = ["a", "b"] },
                Cookies = { "c=1" },
            });
            await stream.WriteAsync("one "u8.ToArray());
            await stream.WriteAsync("two"u8.ToArray().AsMemory());
            Assert.Equal(7, stream.BytesWritten);
        });

        var posted = await InvokeAsync("r-1");

        Assert.Equal("invocation/r-1/response", posted.Path);
        Assert.Equal("streaming", posted.Headers["Lambda-Runtime-Function-Response-Mode"]);
        Assert.Equal("application/vnd.awslambda.http-integration-response", posted.Headers["Content-Type"]);
        Assert.Equal("chunked", posted.Headers["Transfer-Encoding"]);
        Assert.Equal(
            """{"statusCode":201,"headers":{"Content-Type":"text/event-stream"},"multiValueHeaders":{"aiproxy-winner":["a","b"]},"cookies":["c=1"]}"""
            + new string('\0', 8) + "one two",
            posted.Body);
        Assert.Empty(posted.Trailers);
    }

    [Fact]
    public async Task CreateStream_Written_SendsTheBytesAlone()
    {
        Run(async (_, _) => await LambdaResponseStreamFactory.CreateStream().WriteAsync("raw"u8.ToArray()));

        Assert.Equal("raw", (await InvokeAsync("r-1")).Body);
    }

    [Fact]
    public async Task WriteAsync_HandlerStillRuns_IsSentAtOnce()
    {
        var go = new TaskCompletionSource();
        Run(async (_, _) =>
        {
            var stream = LambdaResponseStreamFactory.CreateStream();
            await stream.WriteAsync("first"u8.ToArray());
            await go.Task;
            await stream.WriteAsync("second"u8.ToArray());
        });
        _api.Enqueue("r-1", """{"Name":""}""");

        Assert.Equal("first", await _api.Pieces.ReadAsync(TestContext.Current.CancellationToken));
        go.SetResult();
        Assert.Equal("second", await _api.Pieces.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal("firstsecond", (await _api.PostedAsync()).Body);
    }

    [Fact]
    public async Task WriteAsync_OfNothing_SendsThePrelude()
    {
        var go = new TaskCompletionSource();
        Run(async (_, _) =>
        {
            var stream = LambdaResponseStreamFactory.CreateHttpStream(new HttpResponseStreamPrelude { StatusCode = HttpStatusCode.OK });
            await stream.WriteAsync([]);
            await go.Task;
        });
        _api.Enqueue("r-1", """{"Name":""}""");

        Assert.Equal("""{"statusCode":200}""" + new string('\0', 8), await _api.Pieces.ReadAsync(TestContext.Current.CancellationToken));
        go.SetResult();
    }

    [Fact]
    public async Task HandlerReturns_NothingWritten_SendsThePreludeAndAnEmptyBody()
    {
        Run((_, _) =>
        {
            LambdaResponseStreamFactory.CreateHttpStream(new HttpResponseStreamPrelude { StatusCode = HttpStatusCode.NoContent });
            return Task.CompletedTask;
        });

        Assert.Equal("""{"statusCode":204}""" + new string('\0', 8), (await InvokeAsync("r-1")).Body);
    }

    [Fact]
    public async Task HandlerReturns_ResultToo_IsIgnored()
    {
        Start(LambdaBootstrapBuilder.Create<Input, Output>(
            async (_, _) =>
            {
                await LambdaResponseStreamFactory.CreateStream().WriteAsync("streamed"u8.ToArray());
                return new Output("returned");
            },
            _serializer));

        Assert.Equal("streamed", (await InvokeAsync("r-1")).Body);
    }

    [Fact]
    public async Task HandlerThrows_NothingWritten_IsTheInvocationsError()
    {
        Run((_, _) =>
        {
            LambdaResponseStreamFactory.CreateHttpStream(new HttpResponseStreamPrelude { StatusCode = HttpStatusCode.OK });
            throw new FormatException("no");
        });

        var posted = await InvokeAsync("r-1");

        Assert.Equal("invocation/r-1/error", posted.Path);
        Assert.Equal("FormatException", posted.Headers["Lambda-Runtime-Function-Error-Type"]);
    }

    [Fact]
    public async Task HandlerThrows_AfterAWrite_EndsWithTrailersAndTheNextInvocationRuns()
    {
        var calls = 0;
        Run(async (_, _) =>
        {
            await LambdaResponseStreamFactory.CreateStream().WriteAsync("half"u8.ToArray());
            if (calls++ == 0)
                throw new FormatException("broke off");
        });

        var posted = await InvokeAsync("r-1");
        var next = await InvokeAsync("r-2");

        Assert.Equal("half", posted.Body);
        Assert.Equal("Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body", posted.Headers["Trailer"]);
        Assert.Equal("FormatException", posted.Trailers["Lambda-Runtime-Function-Error-Type"]);
        using var error = JsonDocument.Parse(
            Encoding.UTF8.GetString(Convert.FromBase64String(posted.Trailers["Lambda-Runtime-Function-Error-Body"])));
        Assert.Equal("broke off", error.RootElement.GetProperty("errorMessage").GetString());
        Assert.Equal("FormatException", error.RootElement.GetProperty("errorType").GetString());
        Assert.Equal(("invocation/r-2/response", "half"), (next.Path, next.Body));
        Assert.Empty(next.Trailers);
    }

    [Fact]
    public async Task HandlerThrows_ErrorTooLargeForATrailer_KeepsItsType()
    {
        Run(async (_, _) =>
        {
            await LambdaResponseStreamFactory.CreateStream().WriteAsync("half"u8.ToArray());
            throw new FormatException(new string('x', 100_000));
        });

        var posted = await InvokeAsync("r-1");

        Assert.Equal("FormatException", posted.Trailers["Lambda-Runtime-Function-Error-Type"]);
        Assert.True(posted.Trailers["Lambda-Runtime-Function-Error-Body"].Length < 32 * 1024);
    }

    [Fact]
    public async Task CreateStream_Twice_Throws()
    {
        Run((_, _) =>
        {
            LambdaResponseStreamFactory.CreateStream();
            LambdaResponseStreamFactory.CreateStream();
            return Task.CompletedTask;
        });

        var posted = await InvokeAsync("r-1");

        Assert.Equal("InvalidOperationException", posted.Headers["Lambda-Runtime-Function-Error-Type"]);
        Assert.Contains("once per invocation", posted.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void CreateStream_OutsideOfAnInvocation_Throws() =>
        Assert.Throws<InvalidOperationException>(() => LambdaResponseStreamFactory.CreateStream());

    [Fact]
    public async Task WriteAsync_AfterTheHandlerReturned_Throws()
    {
        LambdaResponseStream? kept = null;
        Run((_, _) =>
        {
            kept = LambdaResponseStreamFactory.CreateStream();
            return Task.CompletedTask;
        });
        await InvokeAsync("r-1");

        await Assert.ThrowsAsync<InvalidOperationException>(() => kept!.WriteAsync("late"u8.ToArray(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WriteAsync_ReaderIsSlow_Waits()
    {
        var read = new TaskCompletionSource();
        var blocked = new TaskCompletionSource();
        _api.Reading = read.Task;
        const int Pieces = 32;
        var piece = new byte[512 * 1024];
        Run(async (_, _) =>
        {
            var stream = LambdaResponseStreamFactory.CreateStream();
            for (var i = 0; i < Pieces; i++)
            {
                var write = stream.WriteAsync(piece);
                if (!write.IsCompleted && stream.BytesWritten > 0)
                    blocked.TrySetResult();
                await write;
            }
        });
        _api.Enqueue("r-1", """{"Name":""}""");

        // Nobody reads, so one of the writes has to wait; they all arrive once somebody does.
        await blocked.Task.WaitAsync(TestContext.Current.CancellationToken);
        read.SetResult();

        Assert.Equal(Pieces * piece.Length, (await _api.PostedAsync()).Body.Length);
    }

    [Fact]
    public async Task WriteAsync_Cancelled_LeavesTheResponseBroken()
    {
        var read = new TaskCompletionSource();
        _api.Reading = read.Task;
        Exception? second = null;
        Run(async (_, _) =>
        {
            var stream = LambdaResponseStreamFactory.CreateStream();
            await stream.WriteAsync("begun"u8.ToArray(), CancellationToken.None);
            using var cancel = new CancellationTokenSource();
            var write = stream.WriteAsync(new byte[64 * 1024 * 1024], cancel.Token);
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
            second = await Record.ExceptionAsync(() => stream.WriteAsync([1], CancellationToken.None));
        });
        _api.Enqueue("r-1", """{"Name":""}""");
        read.SetResult();
        var posted = await _api.PostedAsync();

        Assert.True(posted.Broken);
        Assert.IsType<IOException>(second);
        Assert.Contains("did not take the whole of the streamed response", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_PastTheLimit_ThrowsAndSendsNothingOfIt()
    {
        var options = new LambdaBootstrapOptions { RuntimeApiEndpoint = _api.Endpoint };
        var environment = new LambdaEnvironment(_variables.GetValueOrDefault, options);
        using var api = new RuntimeApiClient(environment, new LambdaConsoleLogger(environment, _output, TimeProvider.System), TimeProvider.System);
        using var stream = new ResponseStream(cancellationToken => api.OpenResponseAsync("r-1", cancellationToken), default, maxBytes: 3);
        var cancellationToken = TestContext.Current.CancellationToken;

        await stream.WriteAsync("ab"u8.ToArray(), cancellationToken);
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => stream.WriteAsync("cd"u8.ToArray(), cancellationToken));
        await stream.WriteAsync("c"u8.ToArray(), cancellationToken);
        var reply = await stream.EndAsync(null, null);

        Assert.Equal("A streamed response can have at most 3 bytes.", thrown.Message);
        Assert.Equal(202, reply!.Status);
        Assert.Equal("abc", (await _api.PostedAsync()).Body);
        Assert.Equal(200 * 1024 * 1024, ResponseStream.MaxBytes);
    }

    [Fact]
    public async Task CreateStream_SeveralInvocationsAtOnce_WritesToItsOwn()
    {
        _variables["AWS_LAMBDA_MAX_CONCURRENCY"] = "2";
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = 0;
        Run(async (input, context) =>
        {
            var stream = LambdaResponseStreamFactory.CreateStream();
            if (Interlocked.Increment(ref running) == 2)
                both.SetResult();
            await both.Task;
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"{input.Name} {context.AwsRequestId}"));
        });

        _api.Enqueue("r-1", """{"Name":"a"}""");
        _api.Enqueue("r-2", """{"Name":"b"}""");
        var posted = new[] { await _api.PostedAsync(), await _api.PostedAsync() };

        Assert.Equal(
            ["invocation/r-1/response a r-1", "invocation/r-2/response b r-2"], posted.Select(one => $"{one.Path} {one.Body}").Order());
    }

    [Fact]
    public async Task ResponseRefused_TooLarge_GoesOn()
    {
        Run(async (_, _) => await LambdaResponseStreamFactory.CreateStream().WriteAsync("x"u8.ToArray()));
        _api.ResponseStatus = 413;
        await InvokeAsync("r-1");
        _api.ResponseStatus = 202;

        Assert.Equal("invocation/r-2/response", (await InvokeAsync("r-2")).Path);
    }

    private void Run(Func<Input, ILambdaContext, Task> handler) => Start(LambdaBootstrapBuilder.Create(handler, _serializer));

    private void Start(LambdaBootstrapBuilder builder)
    {
        var options = new LambdaBootstrapOptions { RuntimeApiEndpoint = _api.Endpoint };
        _bootstrap = new LambdaBootstrap(
            builder.Handler, null, builder.Serializer, options, new LambdaEnvironment(_variables.GetValueOrDefault, options), _output);
        _ = _bootstrap.RunAsync(_stop.Token);
    }

    private Task<Posted> InvokeAsync(string id)
    {
        _api.Enqueue(id, """{"Name":""}""");
        return _api.PostedAsync();
    }
}
