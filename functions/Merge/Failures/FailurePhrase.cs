using AiProxy.Contracts.Failures;
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
        _ => $"{outcome.Id} {Verb(outcome)}",
    };

    /// <summary>For a target that stands alone: the provider's own words are worth their length.</summary>
    public static string WithDetail(TargetOutcome outcome) => outcome switch
    {
        { Message: null } => Of(outcome),
        { ErrorName: nameof(ProviderTimeoutException) } when outcome.Message == Default(outcome) => Of(outcome),
        { ErrorName: nameof(ProviderRejectedException) } => Refused(outcome, FailureText.MaxLength),
        _ when NamesItself(outcome) => outcome.Message.TrimEnd('.'),
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
            nameof(AuthenticationFailedException) => "did not accept the key",
            nameof(QuotaExhaustedException) => "quota exhausted",
            nameof(ContentFilteredException) => "blocked the content",
            nameof(ContextLengthExceededException) => "takes no prompt this long",
            nameof(DeadlineExceededException) => "was cut off by the deadline",
            _ => $"failed ({outcome.ErrorName})",
        },
    };

    private static string Refused(TargetOutcome outcome, int length)
    {
        string message = FailureText.Cut(outcome.Message!, length).TrimEnd('.');
        return NamesItself(outcome) ? message : $"{outcome.Id} refused the request: {message}";
    }

    // Providers' errors arrive as "openai refused the request (400 code): ..."; said twice, the sentence would stumble.
    private static bool NamesItself(TargetOutcome outcome) => outcome.Message!.StartsWith($"{outcome.Id} ", StringComparison.Ordinal);
}
