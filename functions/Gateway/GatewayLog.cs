using AiProxy.Contracts.Errors;
using AiProxy.Gateway.Workflows;
using AWS.Lambda.Powertools.Logging;

namespace AiProxy.Gateway;

/// <summary>The gateway's lines: one a request, and one more where its workflow failed. Never a prompt, an answer or a key.</summary>
/// <remarks>The template's names become keys of the JSON line; <c>correlation_id</c> is the one every function's line carries.</remarks>
internal static class GatewayLog
{
    public static void Answered(string requestId, string? clientRequestId, string caller, string model, string workflow, int status, TimeSpan elapsed)
    {
        if (clientRequestId is null)
        {
            Logger.LogInformation(
                "Answered {caller}'s {model} with {status} in {duration_ms} ms by {workflow} ({correlation_id})",
                caller, model, status, Milliseconds(elapsed), workflow, requestId);
        }
        else
        {
            Logger.LogInformation(
                "Answered {caller}'s {model} with {status} in {duration_ms} ms by {workflow} ({correlation_id}, client's {client_request_id})",
                caller, model, status, Milliseconds(elapsed), workflow, requestId, clientRequestId);
        }
    }

    // Neither path nor header: both are whatever a stranger wants to have in the log.
    public static void Refused(string requestId, OpenAiError error) =>
        Logger.LogInformation("Refused a request with {status} {code} ({correlation_id})", error.Status, error.Code, requestId);

    public static void Abandoned(string requestId, string model, string workflow, TimeSpan elapsed) =>
        Logger.LogInformation(
            "The client went away after {duration_ms} ms; aborted {workflow} for {model} ({correlation_id})",
            Milliseconds(elapsed), workflow, model, requestId);

    // A cause can quote state data, a prompt among it: only who asks for debug lines gets it.
    public static void WorkflowFailed(string requestId, string workflow, WorkflowOutcome outcome)
    {
        Logger.LogError(
            "The workflow {workflow} ended {workflow_status}: {error} ({correlation_id})", workflow, outcome.Status.ToString(), outcome.Error ?? "", requestId);
        Logger.LogDebug("The workflow {workflow} ended with the cause {cause} ({correlation_id})", workflow, outcome.Cause ?? "", requestId);
    }

    public static void NotStarted(string requestId, string workflow, WorkflowNotStartedException exception) =>
        Logger.LogError(
            exception, "The workflow {workflow} was not started: {reason} ({correlation_id})", workflow, exception.Reason.ToString(), requestId);

    public static void OutcomeUnknown(string requestId, string workflow, Exception exception) =>
        Logger.LogError(exception, "What became of the workflow {workflow} is not known: it may be running ({correlation_id})", workflow, requestId);

    public static void OutOfTime(string requestId, string model, string workflow, TimeSpan elapsed) =>
        Logger.LogError(
            "The gateway's time was up after {duration_ms} ms, before {workflow} had answered {model} ({correlation_id})",
            Milliseconds(elapsed), workflow, model, requestId);

    public static void TooLarge(string requestId, Exception exception) =>
        Logger.LogWarning(exception, "A request body is too large to be passed on ({correlation_id})", requestId);

    public static void BadOutput(string requestId, string workflow) =>
        Logger.LogError("The workflow {workflow} ended with an output that is not an HTTP response ({correlation_id})", workflow, requestId);

    public static void NotStreamable(string requestId) =>
        Logger.LogError("A workflow's answer is not a chat completion and cannot be streamed ({correlation_id})", requestId);

    public static void NotStored(string requestId, Exception exception) =>
        Logger.LogError(exception, "The answer could not be stored under its Idempotency-Key; the same request again would be carried out again ({correlation_id})", requestId);

    public static void NotReleased(string requestId, Exception exception) =>
        Logger.LogWarning(exception, "An Idempotency-Key could not be released; it is free when its deadline has passed ({correlation_id})", requestId);

    public static void Unexpected(string requestId, Exception exception) =>
        Logger.LogError(exception, "The gateway failed ({correlation_id})", requestId);

    private static long Milliseconds(TimeSpan elapsed) => (long)elapsed.TotalMilliseconds;
}
