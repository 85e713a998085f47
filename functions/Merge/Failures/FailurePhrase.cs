using AiProxy.Contracts.Failures;
using AiProxy.Merge.Targets;

namespace AiProxy.Merge.Failures;

/// <summary>Says in a few words what a target did instead of answering.</summary>
internal static class FailurePhrase
{
    private const int MaxDetail = 200;

    /// <summary>For a list of targets: <c>gemini timed out after 8000 ms</c>.</summary>
    public static string Of(TargetOutcome outcome) => $"{outcome.Id} {Verb(outcome)}";

    /// <summary>For a target that stands alone: the provider's own words are worth their length.</summary>
    public static string WithDetail(TargetOutcome outcome) => outcome switch
    {
        { Message: { } message, ErrorName: not (nameof(ProviderTimeoutException) or nameof(ProviderRejectedException)) } => $"{Of(outcome)}: {message.TrimEnd('.')}",
        { Message: { } message, ErrorName: nameof(ProviderRejectedException) } => $"{outcome.Id} refused the request: {message.TrimEnd('.')}",
        _ => Of(outcome),
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
            nameof(ProviderRejectedException) => outcome.Message is { } message
                ? $"refused the request: {FailureText.Cut(message, MaxDetail).TrimEnd('.')}"
                : "refused the request",
            nameof(AuthenticationFailedException) => "did not accept the key",
            nameof(QuotaExhaustedException) => "quota exhausted",
            nameof(ContentFilteredException) => "blocked the content",
            nameof(ContextLengthExceededException) => "takes no prompt this long",
            nameof(DeadlineExceededException) => "was cut off by the deadline",
            _ => $"failed ({outcome.ErrorName})",
        },
    };
}
