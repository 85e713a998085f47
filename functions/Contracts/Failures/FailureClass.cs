using System.Collections.Frozen;
using AiProxy.Contracts.Payloads;

namespace AiProxy.Contracts.Failures;

/// <summary>What a caller is told of an ASL error name: a stable code and the status that fits it.</summary>
/// <param name="Code">What a program switches on, for example <c>provider_timeout</c>.</param>
/// <param name="Status">The HTTP status that tells the same story.</param>
/// <param name="CallersFault">Whether the request itself is the cause, so that every target would refuse it alike.</param>
public sealed record FailureClass(string Code, int Status, bool CallersFault = false)
{
    /// <summary>The code of a call that another execution is making.</summary>
    public const string CallInProgress = "call_in_progress";

    /// <summary>The code of a call whose record or payload could not be written.</summary>
    public const string StorageUnavailable = "storage_unavailable";

    private static readonly FailureClass Unknown = new("call_failed", 502);

    private static readonly FrozenDictionary<string, FailureClass> ByErrorName = new Dictionary<string, FailureClass>
    {
        [nameof(RateLimitedException)] = new("rate_limited", 429),
        [nameof(ProviderUnavailableException)] = new("provider_unavailable", 502),
        [nameof(ProviderTimeoutException)] = new("provider_timeout", 504),
        [nameof(ProviderRejectedException)] = new("provider_rejected", 400, CallersFault: true),
        [nameof(AuthenticationFailedException)] = new("provider_authentication_failed", 502),
        [nameof(QuotaExhaustedException)] = new("quota_exhausted", 429),
        [nameof(ContentFilteredException)] = new("content_filter", 400, CallersFault: true),
        [nameof(ContextLengthExceededException)] = new("context_length_exceeded", 400, CallersFault: true),
        [nameof(DeadlineExceededException)] = new("deadline_exceeded", 504),
        [nameof(RetryVetoedException)] = new("provider_unavailable", 502),
        ["States.Timeout"] = new("provider_timeout", 504),
        // Powertools' refusals of a call that another execution is making, and of one whose record cannot be written: before the call nobody was
        // asked, after it the answer is lost.
        ["IdempotencyAlreadyInProgressException"] = new(CallInProgress, 409),
        ["IdempotencyPersistenceLayerException"] = new(StorageUnavailable, 503),
        [nameof(StorageUnavailableException)] = new(StorageUnavailable, 503),
        [nameof(PayloadTooLargeException)] = new(PayloadTooLargeException.Code, 502),
    }.ToFrozenDictionary();

    /// <summary>The class of <paramref name="errorName"/>; <c>call_failed</c>, 502, for a name that is not ours.</summary>
    public static FailureClass Of(string errorName) => ByErrorName.GetValueOrDefault(errorName, Unknown);
}
