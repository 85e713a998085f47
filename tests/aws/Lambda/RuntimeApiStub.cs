using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AiProxy.Lambda.Tests;

/// <summary>Lambda's Runtime API, as far as the client speaks it: it hands out events and keeps what comes back.</summary>
internal sealed class RuntimeApiStub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<(string Body, Dictionary<string, string> Headers)> _events = Channel.CreateUnbounded<(string, Dictionary<string, string>)>();
    private readonly Channel<Posted> _posted = Channel.CreateUnbounded<Posted>();

    private RuntimeApiStub(WebApplication app)
    {
        _app = app;
        app.MapGet("/2018-06-01/runtime/invocation/next", NextAsync);
        app.MapGet("/2018-06-01/runtime/restore/next", context =>
        {
            RestoreCalls++;
            return Task.CompletedTask;
        });
        app.MapPost("/2018-06-01/runtime/{**path}", PostAsync);
    }

    public string Endpoint => new Uri(_app.Urls.First()).Authority;

    public int RestoreCalls { get; private set; }

    /// <summary>What responses are answered with; 202 unless a test says otherwise.</summary>
    public int ResponseStatus { get; set; } = StatusCodes.Status202Accepted;

    public static async Task<RuntimeApiStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stub = new RuntimeApiStub(builder.Build());
        await stub._app.StartAsync(TestContext.Current.CancellationToken);
        return stub;
    }

    public void Enqueue(string requestId, string body, params (string Name, string Value)[] headers)
    {
        var all = headers.ToDictionary(header => header.Name, header => header.Value);
        all["Lambda-Runtime-Aws-Request-Id"] = requestId;
        _events.Writer.TryWrite((body, all));
    }

    public ValueTask<Posted> PostedAsync() => _posted.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _events.Writer.TryComplete();
        await _app.DisposeAsync();
    }

    private async Task NextAsync(HttpContext context)
    {
        var (body, headers) = await _events.Reader.ReadAsync(context.RequestAborted);
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        await context.Response.WriteAsync(body, context.RequestAborted);
    }

    private async Task PostAsync(HttpContext context, string path)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        context.Response.StatusCode = path.EndsWith("/response", StringComparison.Ordinal) ? ResponseStatus : StatusCodes.Status202Accepted;
        await context.Response.WriteAsync("""{"status":"OK"}""", context.RequestAborted);
        _posted.Writer.TryWrite(new Posted(path, body, headers));
    }
}

internal sealed record Posted(string Path, string Body, IReadOnlyDictionary<string, string> Headers);
