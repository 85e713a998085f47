using System.Net;
using System.Text;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// The loop of a custom runtime: next invocation, handler, response. It ends when it is cancelled or when the Runtime API says that the
/// environment is lost; Lambda then starts another.
/// </summary>
public class LambdaBootstrap : IDisposable
{
    private readonly LambdaBootstrapHandler _handler;
    private readonly LambdaBootstrapInitializer? _initializer;
    private readonly ILambdaSerializer? _serializer;
    private readonly HttpClient _http;
    private readonly bool _ownsHttp;
    private readonly LambdaEnvironment _environment;
    private readonly LambdaConsoleLogger _logger;
    private readonly RuntimeApiClient _api;

    /// <summary>A loop around a handler.</summary>
    public LambdaBootstrap(LambdaBootstrapHandler handler, LambdaBootstrapInitializer? initializer = null)
        : this(handler, initializer, null, null, new LambdaBootstrapOptions())
    {
    }

    /// <summary>A loop around a handler, over a client of the caller's.</summary>
    public LambdaBootstrap(HttpClient httpClient, LambdaBootstrapHandler handler, LambdaBootstrapInitializer? initializer = null)
        : this(handler, initializer, null, httpClient, new LambdaBootstrapOptions())
    {
    }

    internal LambdaBootstrap(
        LambdaBootstrapHandler handler,
        LambdaBootstrapInitializer? initializer,
        ILambdaSerializer? serializer,
        HttpClient? http,
        LambdaBootstrapOptions options,
        LambdaEnvironment? environment = null,
        TextWriter? output = null,
        TimeProvider? time = null)
    {
        _handler = handler;
        _initializer = initializer;
        _serializer = serializer;
        _ownsHttp = http is null;
        _http = http ?? ConstructHttpClient();
        _http.Timeout = Timeout.InfiniteTimeSpan;
        _environment = environment ?? new LambdaEnvironment(options);
        time ??= TimeProvider.System;
        _logger = new LambdaConsoleLogger(_environment, output ?? Console.Out, time);
        _api = new RuntimeApiClient(_http, _environment, _logger, time);
    }

    /// <summary>The client that the loop uses when it is given none: no proxy, no redirects, nothing traced.</summary>
    public static HttpClient ConstructHttpClient()
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version11,
        };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", $"aiproxy-lambda-dotnet/{Environment.Version}");
        return client;
    }

    /// <summary>Runs until cancelled.</summary>
    /// <exception cref="RuntimeApiClientException">The Runtime API refused a request; the process should end.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        LimitHeap();
        LambdaLogger.Sink = _logger;
        if (_initializer is not null && !await InitializeAsync(cancellationToken).ConfigureAwait(false))
            return;
        if (_environment.IsSnapStart)
            await _api.RestoreNextAsync(cancellationToken).ConfigureAwait(false);

        await Task.WhenAll(Enumerable.Range(0, _environment.MaxConcurrency).Select(_ => LoopAsync(cancellationToken))).ConfigureAwait(false);
    }

    /// <summary>Closes the HTTP client, if it is the loop's own.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the HTTP client, if it is the loop's own.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _ownsHttp)
            _http.Dispose();
    }

    private async Task<bool> InitializeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _initializer!().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _logger.Log(nameof(LogLevel.Error), exception, "");
            await _api.ReportInitializationErrorAsync(exception, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await InvokeOnceAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            if (_environment.RunOnce)
                return;
        }
    }

    private async Task InvokeOnceAsync(CancellationToken cancellationToken)
    {
        using var invocation = await _api.NextAsync(_serializer, cancellationToken).ConfigureAwait(false);
        var context = invocation.LambdaContext;
        _logger.Invocation = context;
        LambdaTraceProvider.CurrentTraceId = context.TraceId;
        if (_environment.MaxConcurrency == 1)
            Environment.SetEnvironmentVariable(LambdaEnvironment.TraceIdVariable, context.TraceId);

        InvocationResponse response;
        try
        {
            response = await _handler(invocation).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The process's boundary: whatever the handler throws becomes the invocation's error, and the environment lives on.
            _logger.Log(nameof(LogLevel.Error), exception, "");
            await _api.ReportInvocationErrorAsync(context.AwsRequestId, exception, cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            await _api.RespondAsync(context.AwsRequestId, response.OutputStream, cancellationToken).ConfigureAwait(false);
        }
        catch (RuntimeApiClientException exception) when (exception.StatusCode == (int)HttpStatusCode.RequestEntityTooLarge)
        {
            // Lambda has failed the invocation with Function.ResponseSizeTooLarge by itself; the environment is still good.
            _logger.Log(nameof(LogLevel.Error), exception, "The response is larger than Lambda takes.");
        }
        finally
        {
            if (response.DisposeOutputStream)
                await response.OutputStream.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void LimitHeap()
    {
        const long OneMegabyte = 1024 * 1024;
        var limit = _environment.MemoryLimitInMB * OneMegabyte;
        if (limit == 0 || _environment.HeapLimitIsOff || GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < limit)
            return;

        // The sandbox shows the machine's memory; unless it is told, the collector would let the heap grow past the function's.
        AppContext.SetData("GCHeapHardLimit", (ulong)limit);
        GC.RefreshMemoryLimit();
    }
}
