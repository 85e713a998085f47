using System.Net;
using AiProxy.Aws.Lambda;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;
using Amazon.Lambda.RuntimeSupport.Streaming;

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
    private readonly LambdaEnvironment _environment;
    private readonly LambdaConsoleLogger _logger;
    private readonly TimeProvider _time;
    private readonly RuntimeApiClient _api;

    /// <summary>A loop around a handler.</summary>
    public LambdaBootstrap(LambdaBootstrapHandler handler, LambdaBootstrapInitializer? initializer = null)
        : this(handler, initializer, null, new LambdaBootstrapOptions())
    {
    }

    internal LambdaBootstrap(
        LambdaBootstrapHandler handler,
        LambdaBootstrapInitializer? initializer,
        ILambdaSerializer? serializer,
        LambdaBootstrapOptions options,
        LambdaEnvironment? environment = null,
        TextWriter? output = null,
        TimeProvider? time = null)
    {
        _handler = handler;
        _initializer = initializer;
        _serializer = serializer;
        _environment = environment ?? new LambdaEnvironment(options);
        _time = time ?? TimeProvider.System;
        _logger = new LambdaConsoleLogger(_environment, output ?? Console.Out, _time);
        _api = new RuntimeApiClient(_environment, _logger, _time);
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

        if (_environment.MaxConcurrency == 1)
            await LoopAsync(_api, cancellationToken).ConfigureAwait(false);
        else
            await LoopsAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the connection to the Runtime API.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connection to the Runtime API.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _api.Dispose();
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

    private async Task LoopsAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(Enumerable.Range(0, _environment.MaxConcurrency).Select(_ => LoopAloneAsync(stop))).ConfigureAwait(false);
    }

    /// <summary>One of several loops. What ends it ends all: a process with ever fewer of them would look alive and take less and less.</summary>
    private async Task LoopAloneAsync(CancellationTokenSource stop)
    {
        using var api = new RuntimeApiClient(_environment, _logger, _time);
        try
        {
            await LoopAsync(api, stop.Token).ConfigureAwait(false);
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task LoopAsync(RuntimeApiClient api, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            InvocationRequest invocation;
            try
            {
                invocation = await api.NextAsync(_serializer, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            // What was taken is answered, also when the loop has been told to end in the meantime.
            using (invocation)
                await InvokeAsync(api, invocation).ConfigureAwait(false);
            if (_environment.RunOnce)
                return;
        }
    }

    private async Task InvokeAsync(RuntimeApiClient api, InvocationRequest invocation)
    {
        var context = invocation.LambdaContext;
        var alone = _environment.MaxConcurrency == 1;
        _logger.Invocation = context;
        LambdaTraceProvider.CurrentTraceId = context.TraceId;
        if (alone)
            Environment.SetEnvironmentVariable(LambdaEnvironment.TraceIdVariable, context.TraceId);

        var streaming = new InvocationStream(api, context.AwsRequestId);
        streaming.Begin(alone);
        try
        {
            var response = await _handler(invocation).ConfigureAwait(false);
            streaming.End();
            await AnswerAsync(api, context.AwsRequestId, streaming.Stream, response).ConfigureAwait(false);
        }
        catch (Exception exception) when (streaming.IsOpen)
        {
            // The process's boundary: whatever the handler throws becomes the invocation's error, and the environment lives on.
            streaming.End();
            _logger.Log(nameof(LogLevel.Error), exception, "");
            if (streaming.Stream is { } stream && !await stream.TryAbandonAsync().ConfigureAwait(false))
                await EndAsync(stream, exception).ConfigureAwait(false);
            else
                await api.ReportInvocationErrorAsync(context.AwsRequestId, exception, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            streaming.Stream?.Dispose();
        }
    }

    private async Task AnswerAsync(RuntimeApiClient api, string requestId, ResponseStream? stream, InvocationResponse response)
    {
        try
        {
            if (stream is not null)
            {
                await EndAsync(stream, failure: null).ConfigureAwait(false);
                return;
            }

            var output = await ReadAllAsync(response.OutputStream).ConfigureAwait(false);
            await api.RespondAsync(requestId, output, CancellationToken.None).ConfigureAwait(false);
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

    private async Task EndAsync(ResponseStream stream, Exception? failure)
    {
        var reply = failure is null
            ? await stream.EndAsync(null, null).ConfigureAwait(false)
            : await stream.EndAsync(FunctionError.TypeOf(failure), FunctionError.ToJson(failure, RuntimeApiClient.MaxHeaderBytes)).ConfigureAwait(false);
        if (reply is not null)
            RuntimeApiClient.ThrowUnlessTaken(reply);
        else
            _logger.Log(nameof(LogLevel.Error), stream.Broken, "Lambda did not take the whole of the streamed response.");
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAllAsync(Stream output)
    {
        if (output is MemoryStream memory && memory.TryGetBuffer(out var buffer))
            return buffer.AsMemory((int)memory.Position);

        using var copy = new MemoryStream();
        await output.CopyToAsync(copy).ConfigureAwait(false);
        return copy.GetBuffer().AsMemory(0, (int)copy.Length);
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
