using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AiProxy.Aws.Clients.Runtime;

/// <summary>
/// AWSSDK.Core's standard retry policy without its pipeline: which faults pass, the endpoint's bucket of retry tokens, how long to wait. Core asks these
/// of its policy in <see cref="RetryPolicy.RetryAsync"/>, which needs the pipeline's request; here they are asked one by one, of one and the same code.
/// </summary>
/// <remarks><see href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html"/></remarks>
internal sealed class Retries : StandardRetryPolicy
{
    private const string RetryAfterHeader = "x-amz-retry-after";

    /// <param name="maxRetries">How often a request is sent again at most.</param>
    /// <param name="endpoint">Whose clients share a bucket of tokens.</param>
    public Retries(int maxRetries, string endpoint)
        : base(maxRetries) => RetryCapacity = CapacityManagerInstance.GetRetryCapacity(endpoint);

    /// <summary>What a request that failed has tried so far. No client configuration is in it, so DynamoDB waits as long as other services do.</summary>
    public static IExecutionContext NewRequest(CancellationToken cancellationToken) =>
        new Amazon.Runtime.Internal.ExecutionContext(new RequestContext(enableMetric: false) { CancellationToken = cancellationToken }, responseContext: null);

    /// <summary>Notes on a refusal how long the service asks to wait, for <see cref="TryAgainAsync"/>.</summary>
    public static void NoteRetryAfter(AmazonServiceException refusal, HttpResponseMessage response)
    {
        if (response.Headers.NonValidated.TryGetValues(RetryAfterHeader, out var values)
            && int.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            refusal.Data[RetryAfterHeader] = milliseconds;
        }
    }

    /// <summary>Whether a request may be sent again after a fault; waits for its turn if so.</summary>
    public async Task<bool> TryAgainAsync(IExecutionContext request, Exception fault)
    {
        var context = request.RequestContext;
        if (RetryLimitReached(request) || context.CancellationToken.IsCancellationRequested || !Passes(request, fault))
            return false;

        context.LastCapacityType = IsThrottlingError(fault) ? CapacityManager.CapacityType.Throttling : CapacityManager.CapacityType.Retry;
        if (!CapacityManagerInstance.TryAcquireCapacity(RetryCapacity, context.LastCapacityType))
            return false;

        context.Retries++;
        context.ContextAttributes.Remove(RetryAfterContextKey);
        if (fault.Data[RetryAfterHeader] is int milliseconds)
            context.ContextAttributes[RetryAfterContextKey] = milliseconds;
        await WaitBeforeRetryAsync(request).ConfigureAwait(false);
        return true;
    }

    /// <summary>Gives back what the request's repetitions took; a request that had none, and is null here, gives a token, too.</summary>
    public void Succeeded(IExecutionContext? request) => CapacityManagerInstance.ReleaseCapacity(
        request?.RequestContext.LastCapacityType ?? CapacityManager.CapacityType.Increment, RetryCapacity);

    // A time limit comes out of the pipeline as it is, and out of these clients inside an exception that says which service was slow.
    private bool Passes(IExecutionContext request, Exception fault) =>
        RetryForExceptionSync(fault is AmazonClientException { InnerException: TimeoutException timeout } ? timeout : fault, request);
}
