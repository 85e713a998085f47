using System.Text;
using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Requests;
using AiProxy.Contracts.Routes;
using AiProxy.Gateway.Idempotency;
using AiProxy.Gateway.Streaming;
using AiProxy.Gateway.Workflows;

namespace AiProxy.Gateway;

/// <summary>
/// The front door: one piece of code with two shells, the local host and a Lambda behind API Gateway. It parses the body, looks whether the
/// request has been answered before, lets the route's workflow run, and turns whatever came of it into one HTTP answer.
/// </summary>
/// <param name="routes">The routes in force.</param>
/// <param name="runner">Runs workflows.</param>
/// <param name="payloads">Where what is too large for state data is.</param>
/// <param name="records">What requests with an <c>Idempotency-Key</c> were answered.</param>
/// <param name="ids">Mints request ids.</param>
/// <param name="streaming">How answers are streamed.</param>
/// <param name="time">The clock.</param>
public sealed class ChatGateway(
    IRouteSource routes, IWorkflowRunner runner, IPayloadStore payloads, IRequestRecords records, RequestIds ids, StreamingOptions streaming, TimeProvider time)
{
    private readonly IdempotentRequests _idempotent = new(records, time);
    private readonly EventStream _events = new(streaming, time);

    /// <summary>Answers one request: whole, or as server-sent events where it says <c>"stream": true</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="sink">Where the answer goes.</param>
    /// <param name="cancellationToken">The client has gone; the execution is aborted and the exception propagates.</param>
    public async Task AnswerAsync(GatewayRequest request, IResponseSink sink, CancellationToken cancellationToken)
    {
        string requestId = ids.Next();
        OpenAiError? refusal = Refuse(request, out JsonElement body);
        if (refusal is null && StreamRequest.Of(body) is { } stream)
        {
            await _events.SendAsync(requestId, stream, token => HandleAsync(requestId, request, body, null, token), sink, cancellationToken);
            return;
        }
        GatewayResponse response = await HandleAsync(requestId, request, body, refusal, cancellationToken);
        await response.SendAsync(sink, cancellationToken);
    }

    /// <summary>Answers one request whole, whatever it says of <c>stream</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The client has gone; the execution is aborted and the exception propagates.</param>
    public Task<GatewayResponse> HandleAsync(GatewayRequest request, CancellationToken cancellationToken)
    {
        OpenAiError? refusal = Refuse(request, out JsonElement body);
        return HandleAsync(ids.Next(), request, body, refusal, cancellationToken);
    }

    private static OpenAiError? Refuse(GatewayRequest request, out JsonElement body)
    {
        body = default;
        return request.IdempotencyKey is { Length: 0 or > GatewayLimits.MaxHeaderValueLength } key
            ? GatewayErrors.InvalidIdempotencyKey(key.Length)
            : RequestBody.TryParse(request.Body, out body);
    }

    // Throws only when the client has gone.
    private async Task<GatewayResponse> HandleAsync(
        string requestId, GatewayRequest request, JsonElement body, OpenAiError? refusal, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        // A model that is missing, unknown or no string is Validate's to refuse: one place says what a valid request is.
        string model = refusal is null && body.TryGetProperty("model", out JsonElement member) && member.ValueKind == JsonValueKind.String ? member.GetString()! : "";
        string workflow = "";
        try
        {
            HttpAnswer answer;
            if (refusal is not null)
            {
                answer = refusal.ToAnswer();
            }
            else
            {
                RouteTable table = routes.Current;
                workflow = table.WorkflowFor(model);
                answer = request.IdempotencyKey is { } key
                    ? await RunOnceAsync(requestId, workflow, request, RequestIdentity.Of(request.Caller, key, body), DeadlineOf(table, model, body), cancellationToken)
                    : await RunAsync(requestId, workflow, request, timeLeft: null, cancellationToken);
            }
            GatewayLog.Answered(requestId, request.ClientRequestId, model, workflow, answer, time.GetElapsedTime(started));
            return await RespondAsync(requestId, answer, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            GatewayLog.Abandoned(requestId, model, workflow, time.GetElapsedTime(started));
            throw;
        }
    }

    private async Task<HttpAnswer> RunOnceAsync(
        string requestId, string workflow, GatewayRequest request, RequestIdentity identity, TimeSpan deadline, CancellationToken cancellationToken)
    {
        try
        {
            IdempotentAnswer answer = await _idempotent.RunAsync(
                new IdempotentRequest(requestId, identity, deadline),
                (left, token) => RunAsync(requestId, workflow, request, left < deadline ? left : null, token),
                cancellationToken);
            return answer.Answer;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return Failure(requestId, e).ToAnswer();
        }
    }

    private async Task<HttpAnswer> RunAsync(string requestId, string workflow, GatewayRequest request, TimeSpan? timeLeft, CancellationToken cancellationToken)
    {
        try
        {
            var input = new WorkflowInput
            {
                RequestId = requestId,
                Caller = request.Caller,
                IdempotencyKey = request.IdempotencyKey,
                TimeLeftMs = timeLeft is { } left ? (int)left.TotalMilliseconds : null,
                Request = await payloads.WriteAsync(requestId, request.Body, StateSize.Shared, cancellationToken),
            };
            return WorkflowAnswers.Read(requestId, workflow, await runner.RunAsync(workflow, input, cancellationToken));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return Failure(requestId, e).ToAnswer();
        }
    }

    private async Task<GatewayResponse> RespondAsync(string requestId, HttpAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.BodyRef is not { } reference)
        {
            return answer.ToResponse(requestId, Encoding.UTF8.GetBytes(answer.Body!));
        }
        try
        {
            return answer.ToResponse(requestId, await payloads.GetAsync(reference, cancellationToken));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Not the storage error, which says that no provider was asked.
            GatewayLog.Unexpected(requestId, e);
            return GatewayErrors.AnswerLost(requestId).ToResponse(requestId);
        }
    }

    // The entry point: whatever went wrong, the caller gets an error in OpenAI's shape and an id to ask about.
    private static OpenAiError Failure(string requestId, Exception exception)
    {
        GatewayLog.Unexpected(requestId, exception);
        return exception is StorageUnavailableException ? GatewayErrors.StorageUnavailable(requestId) : GatewayErrors.Internal(requestId);
    }

    // What Validate will make of it; a request that it refuses is answered at once and needs none.
    private static TimeSpan DeadlineOf(RouteTable table, string model, JsonElement body) => TimeSpan.FromMilliseconds(
        table.Resolve(model, body.TryGetProperty("aiproxy", out JsonElement member) ? member : null).Plan?.DeadlineMs ?? RouteDefaults.DeadlineMs);
}
