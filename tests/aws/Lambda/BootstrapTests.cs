using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.RuntimeSupport.Bootstrap;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Lambda.Tests;

public sealed class BootstrapTests : IAsyncLifetime
{
    private readonly Dictionary<string, string> _variables = new()
    {
        ["AWS_LAMBDA_FUNCTION_NAME"] = "validate",
        ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
        ["AWS_LAMBDA_LOG_GROUP_NAME"] = "/aws/lambda/validate",
        ["AWS_LAMBDA_LOG_STREAM_NAME"] = "stream",
        ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "512",
        ["AWS_LAMBDA_DOTNET_DISABLE_MEMORY_LIMIT_CHECK"] = "true",
    };

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeMilliseconds(1_000_000));
    private readonly SourceGeneratorLambdaJsonSerializer<TestJson> _serializer = new();
    private readonly StringWriter _output = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private RuntimeApiStub _api = null!;

    public async ValueTask InitializeAsync() => _api = await RuntimeApiStub.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _api.DisposeAsync();
        _stop.Dispose();
        await _output.DisposeAsync();
    }

    [Fact]
    public async Task RunAsync_TypedHandler_AnswersEachInvocation()
    {
        using var bootstrap = Bootstrap(LambdaBootstrapBuilder.Create<Input, Output>(
            async (input, context) =>
            {
                await Task.Yield();
                return new Output($"hello {input.Name} {context.AwsRequestId}");
            },
            _serializer));
        var run = bootstrap.RunAsync(_stop.Token);

        foreach (var id in new[] { "r-1", "r-2" })
        {
            _api.Enqueue(id, """{"Name":"Ann"}""");
            var posted = await _api.PostedAsync();

            Assert.Equal($"invocation/{id}/response", posted.Path);
            Assert.Equal($$"""{"Text":"hello Ann {{id}}"}""", posted.Body);
            Assert.Equal("application/json", posted.Headers["Content-Type"]);
            Assert.StartsWith("aiproxy-lambda-dotnet/", posted.Headers["User-Agent"], StringComparison.Ordinal);
        }

        await _stop.CancelAsync();
        await run;
    }

    [Fact]
    public async Task RunAsync_Context_IsMadeOfHeadersAndEnvironment()
    {
        ILambdaContext? seen = null;
        var remaining = TimeSpan.Zero;
        string? trace = null;
        using var bootstrap = Bootstrap(LambdaBootstrapBuilder.Create<Input, Output>(
            (_, context) =>
            {
                seen = context;
                remaining = context.RemainingTime;
                trace = LambdaTraceProvider.CurrentTraceId;
                return new Output("");
            },
            _serializer));
        _ = bootstrap.RunAsync(_stop.Token);

        _api.Enqueue(
            "r-1",
            """{"Name":""}""",
            ("Lambda-Runtime-Deadline-Ms", "1003500"),
            ("Lambda-Runtime-Invoked-Function-Arn", "arn:f"),
            ("Lambda-Runtime-Trace-Id", "Root=1-2;Parent=3;Sampled=1"),
            ("Lambda-Runtime-Aws-Tenant-Id", "tenant"),
            ("Lambda-Runtime-Client-Context", """{"client":{"app_title":"t"},"custom":{"k":"v"},"env":{}}"""),
            ("Lambda-Runtime-Cognito-Identity", """{"cognitoIdentityId":"i","cognitoIdentityPoolId":"p"}"""));
        await _api.PostedAsync();

        Assert.NotNull(seen);
        Assert.Equal("r-1", seen.AwsRequestId);
        Assert.Equal("arn:f", seen.InvokedFunctionArn);
        Assert.Equal(("validate", "$LATEST", 512), (seen.FunctionName, seen.FunctionVersion, seen.MemoryLimitInMB));
        Assert.Equal(("/aws/lambda/validate", "stream"), (seen.LogGroupName, seen.LogStreamName));
        Assert.Equal(TimeSpan.FromMilliseconds(3500), remaining);
        Assert.Equal("Root=1-2;Parent=3;Sampled=1", seen.TraceId);
        Assert.Equal(seen.TraceId, trace);
        Assert.Equal("tenant", seen.TenantId);
        Assert.Equal("t", seen.ClientContext!.Client.AppTitle);
        Assert.Equal("v", seen.ClientContext.Custom["k"]);
        Assert.Equal(("i", "p"), (seen.Identity!.IdentityId, seen.Identity.IdentityPoolId));
        Assert.Same(_serializer, seen.Serializer);
    }

    [Fact]
    public async Task RunAsync_HandlerThrows_ReportsTheErrorAndGoesOn()
    {
        var calls = 0;
        using var bootstrap = Bootstrap(LambdaBootstrapBuilder.Create<Input, Output>(
            Output (_, _) => calls++ == 0 ? throw new ProviderTimeoutException("no answer") : new Output("ok"),
            _serializer));
        _ = bootstrap.RunAsync(_stop.Token);

        _api.Enqueue("r-1", """{"Name":""}""");
        var error = await _api.PostedAsync();
        _api.Enqueue("r-2", """{"Name":""}""");
        var answer = await _api.PostedAsync();

        Assert.Equal("invocation/r-1/error", error.Path);
        Assert.Equal("application/vnd.aws.lambda.error+json", error.Headers["Content-Type"]);
        Assert.Equal("ProviderTimeoutException", error.Headers["Lambda-Runtime-Function-Error-Type"]);
        using var body = JsonDocument.Parse(error.Body);
        Assert.Equal("ProviderTimeoutException", body.RootElement.GetProperty("errorType").GetString());
        Assert.Equal("no answer", body.RootElement.GetProperty("errorMessage").GetString());
        using var cause = JsonDocument.Parse(error.Headers["Lambda-Runtime-Function-XRay-Error-Cause"]);
        Assert.Equal("no answer", cause.RootElement.GetProperty("exceptions")[0].GetProperty("message").GetString());
        Assert.Equal("invocation/r-2/response", answer.Path);
        Assert.Contains("\tr-1\tfail\t", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_HandlerThrowsFromVeryDeep_IsStillReported()
    {
        using var bootstrap = Bootstrap(LambdaBootstrapBuilder.Create<Input, Output>(Output (_, _) => Deep(2000), _serializer));
        _ = bootstrap.RunAsync(_stop.Token);

        _api.Enqueue("r-1", """{"Name":""}""");
        var error = await _api.PostedAsync();

        Assert.Equal("invocation/r-1/error", error.Path);
        Assert.Equal("ProviderTimeoutException", error.Headers["Lambda-Runtime-Function-Error-Type"]);
        Assert.DoesNotContain("\"stack\"", error.Headers["Lambda-Runtime-Function-XRay-Error-Cause"], StringComparison.Ordinal);

        static Output Deep(int levels) => levels == 0 ? throw new ProviderTimeoutException("deep") : Deep(levels - 1) with { Nothing = null };
    }

    [Fact]
    public async Task RunAsync_BadEvent_ReportsTheSerializersError()
    {
        using var bootstrap = Bootstrap(LambdaBootstrapBuilder.Create<Input, Output>((_, _) => new Output(""), _serializer));
        _ = bootstrap.RunAsync(_stop.Token);

        _api.Enqueue("r-1", "not json");
        var error = await _api.PostedAsync();

        Assert.Equal("JsonSerializerException", error.Headers["Lambda-Runtime-Function-Error-Type"]);
    }

    [Fact]
    public async Task RunAsync_InitializerThrows_ReportsInitErrorAndThrows()
    {
        using var bootstrap = new LambdaBootstrap(
            _ => throw new InvalidOperationException("not reached"),
            () => throw new FormatException("bad settings"),
            null,
            new LambdaBootstrapOptions(),
            Environment(),
            _output,
            _time);

        await Assert.ThrowsAsync<FormatException>(() => bootstrap.RunAsync(_stop.Token));
        var error = await _api.PostedAsync();

        Assert.Equal("init/error", error.Path);
        Assert.Equal("FormatException", error.Headers["Lambda-Runtime-Function-Error-Type"]);
        Assert.Contains("bad settings", error.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ResponseTooLarge_GoesOn()
    {
        using var bootstrap = Bootstrap(LambdaBootstrapBuilder.Create<Input, Output>((input, _) => new Output(input.Name), _serializer));
        _ = bootstrap.RunAsync(_stop.Token);

        _api.ResponseStatus = 413;
        _api.Enqueue("r-1", """{"Name":"big"}""");
        await _api.PostedAsync();
        _api.ResponseStatus = 202;
        _api.Enqueue("r-2", """{"Name":"small"}""");

        Assert.Equal("invocation/r-2/response", (await _api.PostedAsync()).Path);
    }

    [Fact]
    public async Task RunAsync_RuntimeApiFails_EndsTheProcess()
    {
        using var bootstrap = Bootstrap(LambdaBootstrapBuilder.Create<Input, Output>((_, _) => new Output(""), _serializer));
        _api.ResponseStatus = 500;
        var run = bootstrap.RunAsync(_stop.Token);
        _api.Enqueue("r-1", """{"Name":""}""");

        var thrown = await Assert.ThrowsAsync<RuntimeApiClientException>(() => run);

        Assert.Equal(500, thrown.StatusCode);
        Assert.StartsWith("Container error.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_SnapStart_WaitsForTheRestore()
    {
        _variables["AWS_LAMBDA_INITIALIZATION_TYPE"] = "snap-start";
        using var bootstrap = Bootstrap(LambdaBootstrapBuilder.Create<Input, Output>((_, _) => new Output(""), _serializer));
        _ = bootstrap.RunAsync(_stop.Token);
        _api.Enqueue("r-1", """{"Name":""}""");
        await _api.PostedAsync();

        Assert.Equal(1, _api.RestoreCalls);
    }

    [Fact]
    public async Task RunAsync_SeveralAtOnce_KeepsTheirContextsApart()
    {
        _variables["AWS_LAMBDA_MAX_CONCURRENCY"] = "2";
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = 0;
        using var bootstrap = Bootstrap(LambdaBootstrapBuilder.Create<Input, Output>(
            async (input, _) =>
            {
                if (Interlocked.Increment(ref running) == 2)
                    both.SetResult();
                await both.Task;
                return new Output($"{input.Name} {LambdaTraceProvider.CurrentTraceId}");
            },
            _serializer));
        _ = bootstrap.RunAsync(_stop.Token);

        _api.Enqueue("r-1", """{"Name":"a"}""", ("Lambda-Runtime-Trace-Id", "t-a"));
        _api.Enqueue("r-2", """{"Name":"b"}""", ("Lambda-Runtime-Trace-Id", "t-b"));
        var bodies = new[] { (await _api.PostedAsync()).Body, (await _api.PostedAsync()).Body };

        Assert.Equal(["""{"Text":"a t-a"}""", """{"Text":"b t-b"}"""], bodies.Order());
    }

    [Fact]
    public async Task RunAsync_OneOfSeveralLoopsFails_EndsThemAllAfterTheirInvocations()
    {
        _variables["AWS_LAMBDA_MAX_CONCURRENCY"] = "3";
        var go = new TaskCompletionSource();
        var isHeld = new TaskCompletionSource();
        using var bootstrap = Bootstrap(LambdaBootstrapBuilder.Create<Input, Output>(
            async (input, _) =>
            {
                if (input.Name == "held")
                {
                    isHeld.SetResult();
                    await go.Task;
                }

                return new Output(input.Name);
            },
            _serializer));
        var run = bootstrap.RunAsync(_stop.Token);
        _api.Enqueue("r-1", """{"Name":"held"}""");
        await isHeld.Task.WaitAsync(RuntimeApiStub.Patience, TestContext.Current.CancellationToken);

        _api.ResponseStatus = 500;
        _api.Enqueue("r-2", """{"Name":"refused"}""");
        await _api.PostedAsync();
        _api.ResponseStatus = 202;
        go.SetResult();

        Assert.Equal("""{"Text":"held"}""", (await _api.PostedAsync()).Body);
        await Assert.ThrowsAsync<RuntimeApiClientException>(() => run.WaitAsync(RuntimeApiStub.Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task RunAsync_RunOnce_EndsAfterOneInvocation()
    {
        _variables["AWS_LAMBDA_DOTNET_DEBUG_RUN_ONCE"] = "true";
        using var bootstrap = Bootstrap(LambdaBootstrapBuilder.Create<Input, Output>((_, _) => new Output("x"), _serializer));
        _api.Enqueue("r-1", """{"Name":""}""");

        await bootstrap.RunAsync(_stop.Token);

        Assert.Equal("""{"Text":"x"}""", (await _api.PostedAsync()).Body);
    }

    public static TheoryData<string, LambdaBootstrapBuilder, string> Shapes()
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<TestJson>();
        var output = new Output("x");
        const string Typed = """{"Text":"x"}""";
        return new TheoryData<string, LambdaBootstrapBuilder, string>
        {
            { "stream, task", LambdaBootstrapBuilder.Create((Stream _) => Task.CompletedTask), "" },
            { "stream, void", LambdaBootstrapBuilder.Create((Stream _) => { }), "" },
            { "stream and context, task", LambdaBootstrapBuilder.Create((Stream _, ILambdaContext _) => Task.CompletedTask), "" },
            { "stream, stream", LambdaBootstrapBuilder.Create((Stream s) => Task.FromResult(s)), """{"Name":"n"}""" },
            { "stream and context, stream", LambdaBootstrapBuilder.Create((Stream s, ILambdaContext _) => Task.FromResult(s)), """{"Name":"n"}""" },
            { "stream, typed task", LambdaBootstrapBuilder.Create((Stream _) => Task.FromResult(output), serializer), Typed },
            { "stream, typed", LambdaBootstrapBuilder.Create((Stream _) => output, serializer), Typed },
            { "context, task", LambdaBootstrapBuilder.Create((ILambdaContext _) => Task.CompletedTask), "" },
            { "context, void", LambdaBootstrapBuilder.Create((ILambdaContext _) => { }), "" },
            { "context, typed task", LambdaBootstrapBuilder.Create((ILambdaContext _) => Task.FromResult(output), serializer), Typed },
            { "context, typed", LambdaBootstrapBuilder.Create((ILambdaContext _) => output, serializer), Typed },
            { "input, task", LambdaBootstrapBuilder.Create((Input _) => Task.CompletedTask, serializer), "" },
            { "input, void", LambdaBootstrapBuilder.Create((Input _) => { }, serializer), "" },
            { "input and context, task", LambdaBootstrapBuilder.Create((Input _, ILambdaContext _) => Task.CompletedTask, serializer), "" },
            { "input and context, void", LambdaBootstrapBuilder.Create((Input _, ILambdaContext _) => { }, serializer), "" },
            { "input, typed task", LambdaBootstrapBuilder.Create((Input _) => Task.FromResult(output), serializer), Typed },
            { "input, typed", LambdaBootstrapBuilder.Create((Input _) => output, serializer), Typed },
        };
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Create_AnyShape_Answers(string shape, LambdaBootstrapBuilder builder, string expected)
    {
        Assert.NotEmpty(shape);
        using var bootstrap = Bootstrap(builder);
        _ = bootstrap.RunAsync(_stop.Token);

        _api.Enqueue("r-1", """{"Name":"n"}""");

        Assert.Equal(expected, (await _api.PostedAsync()).Body);
    }

    [Fact]
    public async Task Logger_TextFormat_WritesTimeRequestLevelAndMessage()
    {
        await LogOnceAsync();

        Assert.Equal(
            "1970-01-01T00:16:40.000Z\tr-1\tinfo\tgot 7 of {x} at 1.50\n1970-01-01T00:16:40.000Z\tr-1\twarn\tplain {0}\n", _output.ToString());
    }

    [Fact]
    public async Task Logger_JsonFormat_WritesPropertiesToo()
    {
        _variables["AWS_LAMBDA_LOG_FORMAT"] = "JSON";
        _variables["AWS_LAMBDA_LOG_LEVEL"] = "TRACE";
        await LogOnceAsync();

        Assert.Equal(
            """
            {"timestamp":"1970-01-01T00:16:40.000Z","level":"Debug","requestId":"r-1","message":"hidden"}
            {"timestamp":"1970-01-01T00:16:40.000Z","level":"Information","requestId":"r-1","message":"got 7 of {x} at 1.50","Count":7,"Price":"1.50"}
            {"timestamp":"1970-01-01T00:16:40.000Z","level":"Warning","requestId":"r-1","message":"plain {0}"}

            """,
            _output.ToString());
    }

    private async Task LogOnceAsync()
    {
        using var bootstrap = Bootstrap(LambdaBootstrapBuilder.Create<Input, Output>(
            (_, context) =>
            {
                context.Logger.LogDebug("hidden");
                context.Logger.LogInformation("got {Count} of {{x}} at {Price:0.00}", 7, 1.5);
                context.Logger.LogWarning("plain {0}");
                return new Output("");
            },
            _serializer));
        _ = bootstrap.RunAsync(_stop.Token);
        _api.Enqueue("r-1", """{"Name":""}""");
        await _api.PostedAsync();
    }

    private LambdaEnvironment Environment() =>
        new(_variables.GetValueOrDefault, new LambdaBootstrapOptions { RuntimeApiEndpoint = _api.Endpoint });

    private LambdaBootstrap Bootstrap(LambdaBootstrapBuilder builder) =>
        new(builder.Handler, null, builder.Serializer, new LambdaBootstrapOptions(), Environment(), _output, _time);

    private sealed class ProviderTimeoutException(string message) : Exception(message);
}
