using System.Collections.Immutable;

namespace AiProxy.Gateway.Streaming;

/// <summary>
/// Sends an answer as server-sent events. While it is being made, comments keep the connection alive; the headers are held back until the first
/// one is due, so that whatever fails before that is answered with its own status and a JSON error.
/// </summary>
internal sealed class EventStream(StreamingOptions options, TimeProvider time)
{
    private static readonly ReadOnlyMemory<byte> KeepAlive = ": keep-alive\n\n"u8.ToArray();

    /// <param name="requestId">The request's id, for the headers that go out before there is an answer.</param>
    /// <param name="stream">What the caller asked for.</param>
    /// <param name="handle">Makes the answer.</param>
    /// <param name="sink">Where the answer goes.</param>
    /// <param name="cancellationToken">The client has gone.</param>
    public async Task SendAsync(
        string requestId, StreamRequest stream, Func<CancellationToken, Task<GatewayResponse>> handle, IResponseSink sink, CancellationToken cancellationToken)
    {
        using var wanted = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<GatewayResponse> answer = handle(wanted.Token);
        bool begun;
        try
        {
            begun = await KeepAliveAsync(requestId, answer, sink, wanted.Token);
        }
        catch
        {
            // The client does not read any more: nobody waits for the answer.
            await wanted.CancelAsync();
            await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
        await SendAsync(requestId, stream, await answer, begun, sink, cancellationToken);
    }

    // True when the stream has begun.
    private async Task<bool> KeepAliveAsync(string requestId, Task answer, IResponseSink sink, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.KeepAlive, time);
        bool begun = false;
        while (!answer.IsCompleted)
        {
            Task tick = timer.WaitForNextTickAsync(cancellationToken).AsTask();
            if (await Task.WhenAny(answer, tick) == answer)
            {
                break;
            }
            await tick;
            if (!begun)
            {
                sink.Begin(200, WithEventHeaders(ImmutableSortedDictionary<string, string>.Empty, requestId), length: null);
                begun = true;
            }
            await sink.WriteAsync(KeepAlive, cancellationToken);
        }
        return begun;
    }

    private static async Task SendAsync(
        string requestId, StreamRequest stream, GatewayResponse response, bool begun, IResponseSink sink, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte>? events = null;
        if (response.Status is >= 200 and < 300)
        {
            events = CompletionEvents.Render(response.Body, stream);
            response = events is null ? NotStreamable(requestId) : response;
        }
        if (begun)
        {
            await sink.WriteAsync(events ?? ErrorEvent.Render(response.Status, response.Body), cancellationToken);
        }
        else if (events is { } rendered)
        {
            sink.Begin(response.Status, WithEventHeaders(response.Headers, requestId), length: null);
            await sink.WriteAsync(rendered, cancellationToken);
        }
        else
        {
            await response.SendAsync(sink, cancellationToken);
        }
    }

    private static GatewayResponse NotStreamable(string requestId)
    {
        GatewayLog.NotStreamable(requestId);
        return GatewayErrors.NotStreamable(requestId).ToResponse(requestId);
    }

    private static ImmutableSortedDictionary<string, string> WithEventHeaders(ImmutableSortedDictionary<string, string> headers, string requestId)
    {
        ImmutableSortedDictionary<string, string>.Builder builder = headers.ToBuilder();
        builder["content-type"] = "text/event-stream; charset=utf-8";
        builder["cache-control"] = "no-cache";
        // Proxies of nginx's kind would otherwise collect the stream before they pass it on.
        builder["x-accel-buffering"] = "no";
        builder["x-request-id"] = requestId;
        if (!builder.ContainsKey("aiproxy-execution-id"))
        {
            builder["aiproxy-execution-id"] = requestId;
        }
        return builder.ToImmutable();
    }
}
