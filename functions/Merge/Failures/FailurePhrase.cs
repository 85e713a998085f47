using AiProxy.Contracts.Failures;
using AiProxy.Contracts.Payloads;
using AiProxy.Merge.Targets;

namespace AiProxy.Merge.Failures;

/// <summary>Says in a few words what a target did instead of answering.</summary>
internal static class FailurePhrase
{
    private const int MaxDetail = 200;

    /// <summary>For a list of targets: <c>gemini timed out after 8000 ms</c>.</summary>
    public static string Of(TargetOutcome outcome) => outcome switch
    {
        { ErrorName: nameof(ProviderRejectedException), Message: not null } => Refused(outcome, MaxDetail),
        { ErrorName: nameof(RetryVetoedException) } when Told(outcome) is { } told => FailureText.Cut(told, MaxDetail).TrimEnd('.'),
        _ => $"{outcome.Id} {Verb(outcome)}",
    };

    /// <summary>For a target that stands alone: the provider's own words are worth their length.</summary>
    public static string WithDetail(TargetOutcome outcome) => outcome switch
    {
        { Message: null } => Of(outcome),
        { ErrorName: nameof(ProviderTimeoutException) } when outcome.Message == Default(outcome) => Of(outcome),
        { ErrorName: nameof(ProviderRejectedException) } => Refused(outcome, FailureText.MaxLength),
        _ when Told(outcome) is { } told => told.TrimEnd('.'),
        _ => $"{Of(outcome)}: {outcome.Message.TrimEnd('.')}",
    };

    /// <summary>What the target's own entry says when the failure came without a message.</summary>
    public static string Default(TargetOutcome outcome) => outcome.ErrorName switch
    {
        nameof(ProviderTimeoutException) or "States.Timeout" => $"no answer in {outcome.Target.TimeoutMs} ms",
        _ => Verb(outcome),
    };

    private static string Verb(TargetOutcome outcome) => outcome.Status switch
    {
        TargetStatus.Skipped => "was not asked",
        TargetStatus.Abandoned => "was abandoned",
        TargetStatus.Answered => "answered",
        _ => outcome.ErrorName switch
        {
            nameof(RateLimitedException) => "rate limited",
            nameof(ProviderUnavailableException) => "unavailable",
            nameof(ProviderTimeoutException) or "States.Timeout" => $"timed out after {outcome.Target.TimeoutMs} ms",
            nameof(ProviderRejectedException) => "refused the request",
            nameof(AuthenticationFailedException) => "has no working key",
            nameof(QuotaExhaustedException) => "quota exhausted",
            nameof(ContentFilteredException) => "blocked the content",
            nameof(ContextLengthExceededException) => "takes no prompt this long",
            nameof(DeadlineExceededException) => "was cut off by the deadline",
            nameof(RetryVetoedException) => "failed and asks not to try again",
            "IdempotencyPersistenceLayerException" or nameof(StorageUnavailableException) => "has no record of its call",
            nameof(PayloadTooLargeException) => "answered more than can be stored",
            "IdempotencyAlreadyInProgressException" => "is being asked the same already, under the same Idempotency-Key",
            _ => $"failed ({outcome.ErrorName})",
        },
    };

    private static string Refused(TargetOutcome outcome, int length) =>
        FailureText.Cut(Told(outcome) ?? $"{outcome.Id} refused the request: {outcome.Message}", length).TrimEnd('.');

    // Providers' errors arrive as "openai refused the request (400 code): ..."; with the target put before it the sentence would stumble, so the
    // target takes the provider's place. Null when the message is no such sentence.
    private static string? Told(TargetOutcome outcome) =>
        outcome.Message is { } message && message.StartsWith($"{outcome.Target.Provider} ", StringComparison.Ordinal)
            ? $"{outcome.Id}{message[outcome.Target.Provider.Length..]}"
            : null;
}
