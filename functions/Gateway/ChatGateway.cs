using System.Text;
using System.Text.Json;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Callers;
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
    private readonly WorkflowRequests _requests = new(runner, payloads, new IdempotentRequests(records, time));
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
        if (request.IdempotencyKey is { Length: 0 or > GatewayLimits.MaxHeaderValueLength } key)
        {
            return GatewayErrors.InvalidIdempotencyKey(key.Length);
        }
        return RequestBody.TryParse(request.Body, out body) ?? OutOfScope(request.Scope, ModelOf(body));
    }

    // A key for some models only: a request that names none, or none of them, gets nowhere near a workflow.
    private static OpenAiError? OutOfScope(CallerScope scope, string? model) => (scope.IsAll, model) switch
    {
        (true, _) => null,
        (false, null) => GatewayErrors.ModelNotNamed(),
        _ => scope.Refuse(model),
    };

    private static string? ModelOf(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("model", out JsonElement member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    // Throws only when the client has gone.
    private async Task<GatewayResponse> HandleAsync(
        string requestId, GatewayRequest request, JsonElement body, OpenAiError? refusal, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        // A model that is missing, unknown or no string is Validate's to refuse: one place says what a valid request is.
        string model = ModelOf(body) ?? "";
        string workflow = "";
        using CancellationTokenSource? shell = request.TimeLeft is { } left ? new CancellationTokenSource(left.Without(GatewayLimits.ShellReserve), time) : null;
        using CancellationTokenSource? either = shell is null ? null : CancellationTokenSource.CreateLinkedTokenSource(shell.Token, cancellationToken);
        CancellationToken ended = either?.Token ?? cancellationToken;
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
                answer = await _requests.AnswerAsync(new WorkflowRequest(requestId, workflow, request, body, DeadlineOf(table, model, body)), ended);
            }
            GatewayResponse response = await RespondAsync(requestId, answer, ended);
            GatewayLog.Answered(requestId, request.ClientRequestId, request.Caller, model, workflow, response.Status, time.GetElapsedTime(started));
            return response;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            GatewayLog.Abandoned(requestId, model, workflow, time.GetElapsedTime(started));
            throw;
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            GatewayLog.OutOfTime(requestId, model, workflow, time.GetElapsedTime(started));
            return GatewayErrors.OutOfTime(requestId, request.IdempotencyKey is not null).ToResponse(requestId);
        }
        catch (Exception e)
        {
            // The entry point: routes that cannot be read, for one.
            GatewayLog.Unexpected(requestId, e);
            return GatewayErrors.Internal(requestId).ToResponse(requestId);
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

    // What Validate will make of it; a request that it refuses is answered at once and needs none.
    private static TimeSpan DeadlineOf(RouteTable table, string model, JsonElement body) => TimeSpan.FromMilliseconds(
        table.Resolve(model, body.TryGetProperty("aiproxy", out JsonElement member) ? member : null).Plan?.DeadlineMs ?? RouteDefaults.DeadlineMs);
}
