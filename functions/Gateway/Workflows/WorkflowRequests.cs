using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Requests;
using AiProxy.Contracts.Routes;
using AiProxy.Gateway.Idempotency;

namespace AiProxy.Gateway.Workflows;

/// <summary>Lets workflows answer requests: once, where a request has an <c>Idempotency-Key</c>, and within the time there is.</summary>
internal sealed class WorkflowRequests(IWorkflowRunner runner, IPayloadStore payloads, IdempotentRequests idempotent)
{
    /// <summary>What a refusal that may be repeated says of when, seconds.</summary>
    private const string RetryAfterSeconds = "1";

    private static readonly TimeSpan LeastDeadline = TimeSpan.FromMilliseconds(RouteDefaults.MinMs);

    /// <summary>The answer, a failure too. Throws only when cancelled.</summary>
    public async Task<HttpAnswer> AnswerAsync(WorkflowRequest request, CancellationToken cancellationToken)
    {
        TimeSpan budget = Budget(request);
        try
        {
            if (budget < LeastDeadline)
            {
                return GatewayErrors.OutOfTime(request.RequestId, HasKey(request)).ToAnswer();
            }
            if (request.Request.IdempotencyKey is not { } key)
            {
                return await RunAsync(request, budget, cancellationToken);
            }
            IdempotentAnswer answer = await idempotent.RunAsync(
                new IdempotentRequest(request.RequestId, RequestIdentity.Of(request.Request.Caller, key, request.Body), budget),
                (left, token) => RunAsync(request, left, token),
                cancellationToken);
            return answer.Answer;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return Failure(request, e);
        }
    }

    // The plan's deadline, or what the shell has, less what ending the execution and answering take.
    private static TimeSpan Budget(WorkflowRequest request) =>
        request.Request.TimeLeft is { } shell && shell.Without(GatewayLimits.ShellReserve + IdempotentRequests.HeldBeyondDeadline) is var left && left < request.Deadline
            ? left
            : request.Deadline;

    private async Task<HttpAnswer> RunAsync(WorkflowRequest request, TimeSpan timeLeft, CancellationToken cancellationToken)
    {
        try
        {
            var input = new WorkflowInput
            {
                RequestId = request.RequestId,
                Caller = request.Request.Caller,
                IdempotencyKey = request.Request.IdempotencyKey,
                TimeLeftMs = timeLeft < request.Deadline ? (int)timeLeft.TotalMilliseconds : null,
                Request = await WriteAsync(request, cancellationToken),
            };
            return WorkflowAnswers.Read(request.RequestId, request.Workflow, await runner.RunAsync(request.Workflow, input, timeLeft, cancellationToken));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return Failure(request, e);
        }
    }

    private async Task<Payload> WriteAsync(WorkflowRequest request, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> body = request.Request.Body;
        try
        {
            return await payloads.WriteAsync(request.RequestId, body, StateSize.Shared, cancellationToken);
        }
        catch (NotSupportedException)
        {
            // No payload store here: state data is all there is.
            throw new PayloadTooLargeException(body.Length, StateSize.Shared);
        }
    }

    // The entry point: whatever went wrong, the caller gets an error in OpenAI's shape and an id to ask about.
    private static HttpAnswer Failure(WorkflowRequest request, Exception exception)
    {
        string requestId = request.RequestId;
        switch (exception)
        {
            case WorkflowNotStartedException e:
                GatewayLog.NotStarted(requestId, request.Workflow, e);
                OpenAiError error = GatewayErrors.WorkflowNotStarted(requestId, request.Workflow, e.Reason);
                return error.ShouldRetry == true ? WithRetryAfter(error.ToAnswer()) : error.ToAnswer();
            case WorkflowOutcomeUnknownException e:
                GatewayLog.OutcomeUnknown(requestId, request.Workflow, e);
                return GatewayErrors.OutcomeUnknown(requestId, e.TimedOut, HasKey(request)).ToAnswer();
            case PayloadTooLargeException e:
                GatewayLog.TooLarge(requestId, e);
                return GatewayErrors.RequestTooLarge(e.MaxBytes).ToAnswer();
            case StorageUnavailableException:
                GatewayLog.Unexpected(requestId, exception);
                return GatewayErrors.StorageUnavailable(requestId).ToAnswer();
            default:
                GatewayLog.Unexpected(requestId, exception);
                return GatewayErrors.Internal(requestId).ToAnswer();
        }
    }

    private static HttpAnswer WithRetryAfter(HttpAnswer answer) => answer with { Headers = answer.Headers.SetItem("retry-after", RetryAfterSeconds) };

    private static bool HasKey(WorkflowRequest request) => request.Request.IdempotencyKey is not null;
}
