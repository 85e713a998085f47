using System.Collections.Frozen;
using Amazon.Runtime;

namespace AiProxy.Aws.Clients.Runtime;

/// <summary>When a request is worth sending again, and how long to wait before: the SDKs' standard mode.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html"/></remarks>
internal static class RetryRules
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AfterFault = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AfterThrottling = TimeSpan.FromMilliseconds(500);

    private static readonly FrozenSet<string> Throttling = FrozenSet.Create(
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException", "TooManyRequestsException", "TooManyRequests",
        "ProvisionedThroughputExceededException", "TransactionInProgressException", "RequestLimitExceeded", "BandwidthLimitExceeded",
        "LimitExceededException", "RequestThrottled", "SlowDown", "PriorRequestNotComplete", "KmsThrottlingException");

    private static readonly FrozenSet<string> Transient = FrozenSet.Create("RequestTimeout", "RequestTimeoutException", "InternalError", "InternalServerError");

    public static bool IsPassing(Exception exception) => exception switch
    {
        AmazonServiceException service =>
            (int)service.StatusCode is 429 or 500 or 502 or 503 or 504 || Throttling.Contains(service.ErrorCode) || Transient.Contains(service.ErrorCode),
        HttpRequestException or IOException or AmazonClientException { InnerException: TimeoutException } => true,
        _ => false,
    };

    /// <param name="exception">What made the attempt fail.</param>
    /// <param name="attempt">Which attempt failed, from 1.</param>
    /// <param name="chance">From 0 to 1: full jitter, so that those who were refused together do not come back together.</param>
    public static TimeSpan DelayBefore(Exception exception, int attempt, double chance)
    {
        var first = exception is AmazonServiceException service && Throttling.Contains(service.ErrorCode) ? AfterThrottling : AfterFault;
        var ceiling = first * Math.Pow(2, Math.Min(attempt - 1, 16));
        return (ceiling < MaxDelay ? ceiling : MaxDelay) * chance;
    }
}
