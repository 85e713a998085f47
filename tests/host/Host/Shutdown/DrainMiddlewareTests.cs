using System.Text;
using System.Text.Json;
using AiProxy.Host.Shutdown;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using HostOptions = AiProxy.Host.Configuration.HostOptions;

namespace AiProxy.Host.Tests.Shutdown;

public sealed class DrainMiddlewareTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Lifetime _lifetime = new();
    private readonly Drain _drain;

    public DrainMiddlewareTests() =>
        _drain = new Drain(_lifetime, Options.Create(new HostOptions { ShutdownGraceSeconds = 30 }), _time, NullLogger<Drain>.Instance);

    [Fact]
    public async Task Stop_WithinTheGrace_LeavesTheRequestAlone()
    {
        var context = new DefaultHttpContext();
        var middleware = new DrainMiddleware(
            inner =>
            {
                _lifetime.StopApplication();
                _time.Advance(TimeSpan.FromSeconds(29));
                Assert.False(inner.RequestAborted.IsCancellationRequested);
                return Task.CompletedTask;
            },
            _drain);

        await middleware.InvokeAsync(context);

        Assert.Equal(200, context.Response.StatusCode);
    }

    [Fact]
    public async Task Stop_StreamHasBegun_EndsItWithAnErrorEvent()
    {
        var response = new BegunResponse();
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseFeature>(response);
        using var body = new MemoryStream();
        context.Response.Body = body;
        context.Response.ContentType = "text/event-stream; charset=utf-8";

        await new DrainMiddleware(EndAsync, _drain).InvokeAsync(context);

        string text = Encoding.UTF8.GetString(body.ToArray());
        Assert.StartsWith("data: ", text, StringComparison.Ordinal);
        Assert.EndsWith("\n\n", text, StringComparison.Ordinal);
        Assert.Equal("shutting_down", JsonDocument.Parse(text[6..]).RootElement.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Stop_OtherAnswerHasBegun_IsCutOff()
    {
        var aborted = new Aborted();
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseFeature>(new BegunResponse());
        context.Features.Set<IHttpRequestLifetimeFeature>(aborted);

        await new DrainMiddleware(EndAsync, _drain).InvokeAsync(context);

        Assert.True(aborted.IsAborted);
    }

    [Fact]
    public async Task Stop_ClientHasGone_IsTheClientsCancellation()
    {
        using var client = new CancellationTokenSource();
        var context = new DefaultHttpContext { RequestAborted = client.Token };
        var middleware = new DrainMiddleware(
            async inner =>
            {
                await client.CancelAsync();
                await EndAsync(inner);
            },
            _drain);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => middleware.InvokeAsync(context));
    }

    public void Dispose()
    {
        _drain.Dispose();
        _lifetime.Dispose();
    }

    private Task EndAsync(HttpContext inner)
    {
        _lifetime.StopApplication();
        _time.Advance(TimeSpan.FromSeconds(30));
        inner.RequestAborted.ThrowIfCancellationRequested();
        throw new InvalidOperationException("The grace period is over, and the request was not told.");
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }

    private sealed class BegunResponse : HttpResponseFeature
    {
        public override bool HasStarted => true;
    }

    private sealed class Aborted : IHttpRequestLifetimeFeature
    {
        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }
}
