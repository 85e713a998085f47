using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace AiProxy.Lambda.Tests;

/// <summary>Lambda's Runtime API, as far as the client speaks it: it hands out events and keeps what comes back.</summary>
internal sealed class RuntimeApiStub : IAsyncDisposable
{
    /// <summary>What a test waits at most for something that should happen at once; then it fails instead of hanging.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly WebApplication _app;
    private readonly Channel<(string Body, Dictionary<string, string> Headers)> _events = Channel.CreateUnbounded<(string, Dictionary<string, string>)>();
    private readonly Channel<Posted> _posted = Channel.CreateUnbounded<Posted>();

    private readonly Channel<string> _pieces = Channel.CreateUnbounded<string>();

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

    /// <summary>What has come of request bodies, piece by piece.</summary>
    public ChannelReader<string> Pieces => _pieces.Reader;

    /// <summary>A streamed response is not read until this is done.</summary>
    public Task Reading { get; set; } = Task.CompletedTask;

    public static async Task<RuntimeApiStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = null);
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

    public async Task<Posted> PostedAsync() =>
        await _posted.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);

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
        var streamed = context.Request.Headers["Lambda-Runtime-Function-Response-Mode"] == "streaming";
        if (streamed)
            await Reading.WaitAsync(context.RequestAborted);

        var (body, broken) = await ReadAsync(context);
        context.Response.StatusCode = path.EndsWith("/response", StringComparison.Ordinal) ? ResponseStatus : StatusCodes.Status202Accepted;
        if (!broken)
            await context.Response.WriteAsync("""{"status":"OK"}""", context.RequestAborted);
        var trailers = streamed && !broken
            ? Dictionary(context.Features.GetRequiredFeature<IHttpRequestTrailersFeature>().Trailers)
            : [];
        _posted.Writer.TryWrite(new Posted(path, body, Dictionary(context.Request.Headers)) { Trailers = trailers, Broken = broken });
    }

    private async Task<(string Body, bool Broken)> ReadAsync(HttpContext context)
    {
        var body = new StringBuilder();
        var buffer = new byte[64 * 1024];
        try
        {
            while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is var count and > 0)
            {
                var piece = Encoding.UTF8.GetString(buffer, 0, count);
                body.Append(piece);
                _pieces.Writer.TryWrite(piece);
            }

            return (body.ToString(), false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or BadHttpRequestException)
        {
            return (body.ToString(), true);
        }
    }

    private static Dictionary<string, string> Dictionary(IHeaderDictionary headers) => headers.ToDictionary(
        header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
}

internal sealed record Posted(string Path, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public IReadOnlyDictionary<string, string> Trailers { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the connection ended before the body did.</summary>
    public bool Broken { get; init; }
}
