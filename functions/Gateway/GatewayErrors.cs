using System.Text.Json;
using AiProxy.Contracts.Errors;
using AiProxy.Gateway.Workflows;

namespace AiProxy.Gateway;

/// <summary>The errors that the gateway itself answers with; a workflow writes its own.</summary>
internal static class GatewayErrors
{
    public static OpenAiError InvalidIdempotencyKey(int length) => OpenAiError.InvalidRequest(
        "invalid_idempotency_key", null, $"The Idempotency-Key header must have 1 to {GatewayLimits.MaxHeaderValueLength} characters; it has {length}.");

    public static OpenAiError Internal(string requestId) =>
        Execution(requestId, 500, "internal_error", "AiProxy failed in an unexpected way; its log says why.", null);

    public static OpenAiError StorageUnavailable(string requestId) =>
        Execution(requestId, 503, "storage_unavailable", "AiProxy's storage takes nothing at the moment, so no provider was asked.", null);

    public static OpenAiError WorkflowTimedOut(string requestId, string workflow, string? error) =>
        Execution(requestId, 504, "workflow_timed_out", $"The workflow '{workflow}' did not end in time.", error);

    public static OpenAiError WorkflowFailed(string requestId, string workflow, string? error) =>
        Execution(requestId, 500, "workflow_failed", $"The workflow '{workflow}' failed ({error}).", error);

    public static OpenAiError WorkflowOutputInvalid(string requestId, string workflow) => Execution(
        requestId, 500, "workflow_output_invalid",
        $"The workflow '{workflow}' ended with an output that is not an HTTP response; it must be {{\"statusCode\": 200 to 599, \"headers\": {{...}}, \"body\": \"JSON text\"}}.",
        null);

    public static OpenAiError NotStreamable(string requestId) => Execution(
        requestId, 500, "workflow_output_invalid",
        "The workflow's answer is not a chat completion, so it cannot be streamed; ask without \"stream\", or make the workflow answer {\"choices\": [{\"message\": {...}}]}.",
        null);

    public static OpenAiError AnswerLost(string requestId) =>
        Execution(requestId, 500, "answer_lost", "The answer was made, but its body cannot be read from storage. To ask again, take another Idempotency-Key.", null);

    /// <summary>A body that neither state data nor the payload store takes.</summary>
    public static OpenAiError RequestTooLarge(long limit) => new()
    {
        Status = 413,
        Type = "invalid_request_error",
        Code = "request_too_large",
        Message = $"The request body is larger than the {limit} bytes that this deployment can pass on.",
        ShouldRetry = false,
    };

    /// <summary>Nothing was started: sending the same again is safe.</summary>
    public static OpenAiError WorkflowNotStarted(string requestId, string workflow, WorkflowNotStartedReason reason) => reason switch
    {
        WorkflowNotStartedReason.Throttled => Execution(
            requestId, 429, "workflow_throttled", "As many workflows are running as the service takes on, so no provider was asked; try again.", null) with
        {
            Type = "rate_limit_error",
            ShouldRetry = true,
        },
        WorkflowNotStartedReason.Unavailable => Execution(
            requestId, 503, "workflow_unavailable", "The workflow service cannot be reached at the moment, so no provider was asked; try again.", null) with
        {
            ShouldRetry = true,
        },
        _ => Execution(
            requestId, 500, "workflow_not_startable",
            $"The workflow '{workflow}' cannot be started as this deployment is set up, so no provider was asked; the gateway's log says why.", null),
    };

    /// <summary>Something may have been started: only with the key is sending the same again safe.</summary>
    /// <param name="requestId">The request's id.</param>
    /// <param name="timedOut">Whether no answer came in time.</param>
    /// <param name="hasKey">Whether the request has an <c>Idempotency-Key</c>.</param>
    public static OpenAiError OutcomeUnknown(string requestId, bool timedOut, bool hasKey) => Execution(
        requestId, timedOut ? 504 : 502, "workflow_outcome_unknown",
        $"The workflow was started, or may have been, and its answer was lost{(timedOut ? ": none came in time" : "")}. {RepeatAdvice(hasKey)}", null) with
    {
        ShouldRetry = hasKey,
    };

    /// <summary>The shell's time is up.</summary>
    /// <param name="requestId">The request's id.</param>
    /// <param name="hasKey">Whether the request has an <c>Idempotency-Key</c>.</param>
    public static OpenAiError OutOfTime(string requestId, bool hasKey) => Execution(
        requestId, 504, "gateway_timeout", $"No answer came within the time that the gateway has. {RepeatAdvice(hasKey)}", null) with
    {
        ShouldRetry = hasKey,
    };

    /// <summary>A key that is for some models, and a request that names none.</summary>
    public static OpenAiError ModelNotNamed() => OpenAiError.InvalidRequest(
        "missing_member", "/model", "The member 'model' must be a string: the name of a model that this key may ask for. GET /v1/models lists them.");

    /// <summary>The key belongs to another body.</summary>
    public static OpenAiError IdempotencyKeyReused() => new()
    {
        Status = 422,
        Type = "invalid_request_error",
        Code = "idempotency_key_reused",
        Message = "This Idempotency-Key was used for another request; send the request of the first time, or take a new key.",
        ShouldRetry = false,
    };

    public static OpenAiError IdempotencyInProgress() => new()
    {
        Status = 409,
        Type = "invalid_request_error",
        Code = "idempotency_in_progress",
        Message = "A request with this Idempotency-Key is still being answered, and its deadline has not passed; send the same request again to get its answer.",
        ShouldRetry = true,
    };

    private static string RepeatAdvice(bool hasKey) => hasKey
        ? "Send the same request with the same Idempotency-Key again: what providers have answered is kept, and only the rest is asked."
        : "Providers may have been asked and paid; sending the request again may pay them again. With an Idempotency-Key it would not.";

    private static OpenAiError Execution(string requestId, int status, string code, string message, string? error) => new()
    {
        Status = status,
        Type = "server_error",
        Code = code,
        Message = $"{message} Execution {requestId}.",
        ShouldRetry = false,
        AiProxy = $$"""{"executionId":"{{requestId}}","error":{{(error is null ? "null" : '"' + JsonEncodedText.Encode(error).ToString() + '"')}}}""",
    };
}
