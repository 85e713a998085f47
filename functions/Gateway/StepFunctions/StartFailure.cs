using System.Net;
using Amazon.Runtime;

namespace AiProxy.Gateway.StepFunctions;

/// <summary>What a failed StartSyncExecution means: whether an execution may have been started, and whether to ask again.</summary>
internal enum StartFailure
{
    /// <summary>Refused, because there are too many: not started.</summary>
    Throttled,

    /// <summary>Not reached, or out of order: not started.</summary>
    Unavailable,

    /// <summary>Refused for good: not started.</summary>
    Misconfigured,

    /// <summary>It may have been started.</summary>
    Unknown,

    /// <summary>It may have been started; no answer came in time.</summary>
    UnknownTimedOut,
}

/// <summary>Reads the SDK's exceptions.</summary>
internal static class StartFailures
{
    // https://docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html and the SDK's own list of throttling errors.
    private static readonly HashSet<string> ThrottlingCodes = new(StringComparer.Ordinal)
    {
        "ThrottlingException", "Throttling", "ThrottledException", "RequestThrottled", "RequestThrottledException", "TooManyRequestsException",
        "RequestLimitExceeded", "LimitExceededException", "BandwidthLimitExceeded", "SlowDown", "PriorRequestNotComplete",
        "ExecutionLimitExceeded", "ExecutionLimitExceededException", "KmsThrottlingException",
    };

    private static readonly HashSet<string> UnavailableCodes = new(StringComparer.Ordinal)
    {
        "ServiceUnavailable", "ServiceUnavailableException", "RequestTimeout", "RequestTimeoutException",
    };

    /// <summary>Classifies an exception that is not the caller's own cancellation. What is not known for certain counts as started.</summary>
    /// <param name="exception">What the client threw.</param>
    /// <param name="mark">How far the request came.</param>
    public static StartFailure Of(Exception exception, SentMark mark) => exception switch
    {
        _ when mark is { Reached: true, Sent: false } => StartFailure.Unavailable,
        // The service answered, and the answer cannot be read.
        AmazonUnmarshallingException => StartFailure.Unknown,
        AmazonServiceException service => Of(service),
        // Before anything is sent: no region, no credentials.
        AmazonClientException when !mark.Reached => StartFailure.Misconfigured,
        _ => TimedOut(exception) ? StartFailure.UnknownTimedOut : StartFailure.Unknown,
    };

    private static StartFailure Of(AmazonServiceException exception)
    {
        string code = exception.ErrorCode ?? "";
        code = code[(code.LastIndexOf('#') + 1)..];
        return exception.StatusCode switch
        {
            _ when ThrottlingCodes.Contains(code) => StartFailure.Throttled,
            // In the service's own words, which have an id: a 503 of something on the way says nothing of the execution.
            _ when UnavailableCodes.Contains(code) && !string.IsNullOrEmpty(exception.RequestId) => StartFailure.Unavailable,
            HttpStatusCode.TooManyRequests => StartFailure.Throttled,
            >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => StartFailure.Misconfigured,
            HttpStatusCode.GatewayTimeout => StartFailure.UnknownTimedOut,
            _ => StartFailure.Unknown,
        };
    }

    private static bool TimedOut(Exception? exception) =>
        exception is not null && (exception is TimeoutException or OperationCanceledException || TimedOut(exception.InnerException));
}
