using System.Text.Json;
using AiProxy.Contracts.Errors;

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
