using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AiProxy.Host.Processes.RuntimeApi;

/// <summary>
/// Lambda's Runtime API for processes on this machine: next, response (whole or streamed), error, init/error. Only loopback, and each process on a
/// port of its own.
/// </summary>
/// <remarks><see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html"/></remarks>
internal sealed class RuntimeApiServer : IAsyncDisposable
{
    private const string Root = "/2018-06-01/runtime/";
    private const int MaxHeaderBytes = 2 * 1024 * 1024;
    private const string Invocations = Root + "invocation/";
    private const string ErrorType = "Lambda-Runtime-Function-Error-Type";
    private const string ErrorBody = "Lambda-Runtime-Function-Error-Body";

    private readonly ConcurrentDictionary<int, RuntimeSession> _sessions = [];
    private readonly ProcessPorts _ports = new(new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance));
    private readonly WebApplication _app;

    private RuntimeApiServer()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The limit is looked at here, so that the invocation hears of it.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromDays(1);
            // An X-Ray cause travels in a header, and may have a megabyte.
            kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
            kestrel.Limits.MaxRequestBufferSize = MaxHeaderBytes;
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
        });
        builder.Services.AddSingleton<IConnectionListenerFactory>(_ports);
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    public static async Task<RuntimeApiServer> StartAsync(CancellationToken cancellationToken)
    {
        var server = new RuntimeApiServer();
        await server._app.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>Opens a process's port.</summary>
    public async Task<RuntimeSession> OpenAsync()
    {
        var session = new RuntimeSession(await _ports.OpenAsync(), port => _sessions.TryRemove(port, out _));
        _sessions[session.Port] = session;
        return session;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        string path = context.Request.Path.Value ?? "";
        bool isGet = HttpMethods.IsGet(context.Request.Method);
        if (!_sessions.TryGetValue(context.Connection.LocalPort, out RuntimeSession? session))
        {
            await AnswerAsync(context, 500, "ContainerError", "The process that this port belongs to has ended.");
        }
        else if (isGet && path == Invocations + "next")
        {
            await NextAsync(context, session);
        }
        else if (!isGet && path == Root + "init/error")
        {
            (byte[] body, _) = await ReadAsync(context);
            session.InitFailed(ErrorName(context, body), body);
            await AnswerAsync(context, 202, null, "OK");
        }
        else if (!isGet && path.StartsWith(Invocations, StringComparison.Ordinal) && path[Invocations.Length..].Split('/') is [string id, "response" or "error"])
        {
            await EndAsync(context, session, Uri.UnescapeDataString(id), path.EndsWith("/error", StringComparison.Ordinal));
        }
        else
        {
            await AnswerAsync(context, 404, "NotFound", $"The Runtime API here has no {context.Request.Method} {path}.");
        }
    }

    private static async Task NextAsync(HttpContext context, RuntimeSession session)
    {
        Invocation invocation = await session.NextAsync(context.RequestAborted);
        IHeaderDictionary headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = invocation.FunctionArn;
        headers["Lambda-Runtime-Trace-Id"] = invocation.TraceId;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = invocation.Payload.Length;
        await context.Response.Body.WriteAsync(invocation.Payload, CancellationToken.None);
    }

    private static async Task EndAsync(HttpContext context, RuntimeSession session, string requestId, bool isError)
    {
        if (!session.IsRunning(requestId))
        {
            await AnswerAsync(context, 400, "InvalidRequestID", $"No invocation {requestId} is under way here.");
            return;
        }
        (byte[] body, bool tooLarge) = await ReadAsync(context);
        // A streamed answer can still become an error, in its trailers.
        string? trailedError = context.Request.CheckTrailersAvailable() ? context.Request.GetTrailer(ErrorType).ToString() : null;
        bool taken = tooLarge
            ? session.End(requestId, LambdaErrors.ResponseTooLarge())
            : isError ? session.End(requestId, new InvocationOutcome.Failed(ErrorName(context, body), body))
            : trailedError is { Length: > 0 } ? session.End(requestId, new InvocationOutcome.Failed(trailedError, Trailed(context, trailedError)))
            : session.End(requestId, new InvocationOutcome.Answered(body));
        await (tooLarge
            ? AnswerAsync(context, 413, "RequestEntityTooLarge", LambdaErrors.ResponseTooLargeMessage)
            : taken ? AnswerAsync(context, 202, null, "OK") : AnswerAsync(context, 400, "InvalidRequestID", $"The invocation {requestId} has ended."));
    }

    private static string ErrorName(HttpContext context, byte[] body) =>
        context.Request.Headers[ErrorType].ToString() is { Length: > 0 } name ? name : LambdaErrors.TypeIn(body) ?? "Runtime.Unknown";

    private static byte[] Trailed(HttpContext context, string errorType)
    {
        try
        {
            return Convert.FromBase64String(context.Request.GetTrailer(ErrorBody).ToString());
        }
        catch (FormatException)
        {
            return LambdaErrors.Json(errorType, "The streamed response ended with an error, whose body cannot be read.");
        }
    }

    private static async Task<(byte[] Body, bool TooLarge)> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        byte[] buffer = new byte[32 * 1024];
        bool tooLarge = false;
        // To the end also of what is too large: a client that is cut off while it writes may not read why.
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            tooLarge |= body.Length + read > LambdaErrors.MaxPayloadBytes;
            if (!tooLarge)
            {
                body.Write(buffer, 0, read);
            }
        }
        return (body.ToArray(), tooLarge);
    }

    private static async Task AnswerAsync(HttpContext context, int status, string? errorType, string message)
    {
        context.Response.StatusCode = status;
        byte[] body = errorType is null ? """{"status":"OK"}"""u8.ToArray() : LambdaErrors.Json(errorType, message);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, CancellationToken.None);
    }

    // The host decides when to stop; the default lifetime would listen to Ctrl+C for itself.
    private sealed class EmbeddedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
