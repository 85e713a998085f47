using System.Collections.Immutable;
using System.Text.Json;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Routes;

namespace AiProxy.Gateway.Http;

/// <summary>
/// Which path and method is answered by what: <c>POST /v1/chat/completions</c>, <c>GET /v1/models</c>, <c>GET /healthz</c>. Everything else gets an
/// error that an OpenAI SDK reads, and nothing is answered to somebody whom nobody vouches for but that the gateway is up.
/// </summary>
internal sealed class FrontDoor(ChatGateway gateway, IRouteSource routes, RequestIds ids, TimeProvider time)
{
    private const string ChatCompletions = "/v1/chat/completions";
    private const string Models = "/v1/models";
    private const string Health = "/healthz";

    private readonly long _created = time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Answers one request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="sink">Where the answer goes.</param>
    /// <param name="cancellationToken">The client has gone.</param>
    public Task AnswerAsync(FrontDoorRequest request, IResponseSink sink, CancellationToken cancellationToken)
    {
        string path = request.Path.Length > 1 ? request.Path.TrimEnd('/') : request.Path;
        return path.ToLowerInvariant() switch
        {
            ChatCompletions => request.Method == "POST" ? ChatAsync(request, sink, cancellationToken) : OtherMethodAsync(request, "POST", sink, cancellationToken),
            Models => request.Method is "GET" or "HEAD" ? ModelsAsync(request, sink, cancellationToken) : OtherMethodAsync(request, "GET, HEAD", sink, cancellationToken),
            Health => request.Method is "GET" or "HEAD" ? HealthAsync(request, sink, cancellationToken) : OtherMethodAsync(request, "GET, HEAD", sink, cancellationToken),
            _ => RefuseAsync(HttpErrors.NotFound(request.Method, request.Path), sink, cancellationToken),
        };
    }

    private Task ChatAsync(FrontDoorRequest request, IResponseSink sink, CancellationToken cancellationToken)
    {
        if (request.Caller is not { } caller)
        {
            return RefuseAsync(HttpErrors.Unauthorized(), sink, cancellationToken);
        }
        if (JsonBody.Check(request.Header("Content-Type"), request.Header("Content-Encoding")) is { } refusal)
        {
            return RefuseAsync(refusal, sink, cancellationToken);
        }
        (ReadOnlyMemory<byte> body, OpenAiError? unreadable) = request.Body();
        if (unreadable is not null)
        {
            return RefuseAsync(unreadable, sink, cancellationToken);
        }
        return gateway.AnswerAsync(
            new GatewayRequest
            {
                Body = body,
                Caller = caller.Name,
                Scope = caller.Scope,
                IdempotencyKey = request.Header("Idempotency-Key"),
                ClientRequestId = request.Header("X-Client-Request-Id"),
                TimeLeft = request.TimeLeft,
            },
            sink,
            cancellationToken);
    }

    private Task ModelsAsync(FrontDoorRequest request, IResponseSink sink, CancellationToken cancellationToken) => request.Caller is { } caller
        ? SendAsync(request, 200, writer => ModelList.Write(writer, routes.Current, caller.Scope, _created), sink, cancellationToken)
        : RefuseAsync(HttpErrors.Unauthorized(), sink, cancellationToken);

    // For whoever watches the deployment, without a key: that it starts and has routes, and not a word of them.
    private Task HealthAsync(FrontDoorRequest request, IResponseSink sink, CancellationToken cancellationToken)
    {
        bool hasRoutes = HasRoutes();
        return SendAsync(
            request,
            hasRoutes ? 200 : 503,
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("status", hasRoutes ? "ok" : "unavailable");
                writer.WriteEndObject();
            },
            sink,
            cancellationToken);
    }

    private bool HasRoutes()
    {
        try
        {
            return routes.Current is not null;
        }
        catch (Exception e)
        {
            // Whatever keeps the routes away is what a health check is to find.
            GatewayLog.Unexpected(ids.Next(), e);
            return false;
        }
    }

    // OPTIONS: what the path takes, and no word that would let a page of another origin send it.
    private Task OtherMethodAsync(FrontDoorRequest request, string allowed, IResponseSink sink, CancellationToken cancellationToken)
    {
        if (request.Method == "OPTIONS")
        {
            string requestId = ids.Next();
            return new GatewayResponse(requestId, 204, Headers(requestId).Add("allow", $"{allowed}, OPTIONS"), default).SendAsync(sink, cancellationToken).AsTask();
        }
        GatewayResponse refused = HttpErrors.MethodNotAllowed(request.Method, request.Path, allowed).ToResponse(ids.Next());
        return (refused with { Headers = refused.Headers.Add("allow", allowed) }).SendAsync(sink, cancellationToken).AsTask();
    }

    private Task RefuseAsync(OpenAiError error, IResponseSink sink, CancellationToken cancellationToken)
    {
        string requestId = ids.Next();
        GatewayLog.Refused(requestId, error);
        return error.ToResponse(requestId).SendAsync(sink, cancellationToken).AsTask();
    }

    private async Task SendAsync(FrontDoorRequest request, int status, Action<Utf8JsonWriter> write, IResponseSink sink, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }
        ReadOnlyMemory<byte> body = request.Method == "HEAD" ? default : buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        string requestId = ids.Next();
        await new GatewayResponse(requestId, status, Headers(requestId).Add("content-type", "application/json"), body).SendAsync(sink, cancellationToken);
    }

    private static ImmutableSortedDictionary<string, string> Headers(string requestId) =>
        ImmutableSortedDictionary<string, string>.Empty.Add("x-request-id", requestId);
}
