using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using AiProxy.Contracts;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Requests;
using AiProxy.Contracts.Routes;
using AiProxy.Gateway.Workflows;

namespace AiProxy.Gateway;

/// <summary>
/// The front door: one piece of code with two shells, the local host and a Lambda behind API Gateway. It parses the body, lets the route's
/// workflow run, and turns whatever came of it into one HTTP answer.
/// </summary>
public sealed class ChatGateway(IRouteSource routes, IWorkflowRunner runner, IPayloadStore payloads, RequestIds ids, TimeProvider time)
{
    /// <summary>Answers one request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The client has gone; the execution is aborted and the exception propagates.</param>
    public async Task<GatewayResponse> HandleAsync(GatewayRequest request, CancellationToken cancellationToken)
    {
        string requestId = ids.Next();
        long started = time.GetTimestamp();
        string model = "";
        string workflow = "";
        HttpAnswer answer;
        try
        {
            if (Refuse(request, out JsonElement body) is { } refusal)
            {
                answer = refusal.ToAnswer();
            }
            else
            {
                // A model that is missing, unknown or no string is Validate's to refuse: one place says what a valid request is.
                model = body.TryGetProperty("model", out JsonElement member) && member.ValueKind == JsonValueKind.String ? member.GetString()! : "";
                workflow = routes.Current.WorkflowFor(model);
                answer = await RunAsync(requestId, workflow, request, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            GatewayLog.Abandoned(requestId, model, workflow, time.GetElapsedTime(started));
            throw;
        }
        catch (Exception e)
        {
            // The entry point: whatever went wrong, the caller gets an error in OpenAI's shape and an id to ask about.
            GatewayLog.Unexpected(requestId, e);
            answer = WorkflowError(requestId, 500, "internal_error", "AiProxy failed in an unexpected way; its log says why.", null).ToAnswer();
        }
        GatewayLog.Answered(requestId, request.ClientRequestId, model, workflow, answer, time.GetElapsedTime(started));
        return await RespondAsync(requestId, answer, cancellationToken);
    }

    private static OpenAiError? Refuse(GatewayRequest request, out JsonElement body)
    {
        body = default;
        if (request.IdempotencyKey is { } key && (key.Length is 0 or > GatewayLimits.MaxHeaderValueLength))
        {
            return OpenAiError.InvalidRequest(
                "invalid_idempotency_key", null, $"The Idempotency-Key header must have 1 to {GatewayLimits.MaxHeaderValueLength} characters; it has {key.Length}.");
        }
        return RequestBody.TryParse(request.Body, out body);
    }

    private async Task<HttpAnswer> RunAsync(string requestId, string workflow, GatewayRequest request, CancellationToken cancellationToken)
    {
        var input = new WorkflowInput
        {
            RequestId = requestId,
            Caller = request.Caller,
            IdempotencyKey = request.IdempotencyKey,
            Request = await payloads.WriteAsync(requestId, request.Body, StateSize.Shared, cancellationToken),
        };
        WorkflowOutcome outcome = await runner.RunAsync(workflow, input, cancellationToken);
        switch (outcome.Status)
        {
            case WorkflowStatus.Succeeded:
                return ReadOutput(requestId, workflow, outcome.Output);
            case WorkflowStatus.TimedOut:
                GatewayLog.WorkflowFailed(requestId, workflow, outcome);
                return WorkflowError(requestId, 504, "workflow_timed_out", $"The workflow '{workflow}' did not end in time.", outcome.Error).ToAnswer();
            default:
                GatewayLog.WorkflowFailed(requestId, workflow, outcome);
                return WorkflowError(requestId, 500, "workflow_failed", $"The workflow '{workflow}' failed ({outcome.Error}).", outcome.Error).ToAnswer();
        }
    }

    // A workflow is the author's to write: what it returns is checked, and the complaint says what was expected.
    private static HttpAnswer ReadOutput(string requestId, string workflow, ReadOnlyMemory<byte> output)
    {
        try
        {
            HttpAnswer? answer = JsonSerializer.Deserialize(output.Span, ContractsJsonContext.Default.HttpAnswer);
            if (answer is { StatusCode: >= 200 and <= 599 } && (answer.Body is not null || answer.BodyRef is not null))
            {
                return answer;
            }
        }
        catch (JsonException)
        {
            // Answered below: the same story, whichever way the output is not an HTTP response.
        }
        GatewayLog.BadOutput(requestId, workflow);
        return WorkflowError(
            requestId, 500, "workflow_output_invalid",
            $"The workflow '{workflow}' ended with an output that is not an HTTP response; it must be {{\"statusCode\": 200 to 599, \"headers\": {{...}}, \"body\": \"JSON text\"}}.",
            null).ToAnswer();
    }

    private async Task<GatewayResponse> RespondAsync(string requestId, HttpAnswer answer, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> body = answer.BodyRef is { } reference
            ? await payloads.GetAsync(reference, cancellationToken)
            : Encoding.UTF8.GetBytes(answer.Body!);
        ImmutableSortedDictionary<string, string> headers = answer.Headers
            .SetItem("x-request-id", requestId)
            .SetItem("aiproxy-execution-id", requestId);
        if (!headers.ContainsKey("content-type"))
        {
            headers = headers.Add("content-type", "application/json");
        }
        return new GatewayResponse(requestId, answer.StatusCode, headers, body);
    }

    private static OpenAiError WorkflowError(string requestId, int status, string code, string message, string? error) => new()
    {
        Status = status,
        Type = "server_error",
        Code = code,
        Message = $"{message} Execution {requestId}.",
        ShouldRetry = false,
        AiProxy = $$"""{"executionId":"{{requestId}}","error":{{(error is null ? "null" : '"' + JsonEncodedText.Encode(error).ToString() + '"')}}}""",
    };
}
