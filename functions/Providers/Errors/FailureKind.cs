namespace AiProxy.Providers.Errors;

/// <summary>What a failed call is, whoever failed; one exception each.</summary>
internal enum FailureKind
{
    RateLimited,
    Unavailable,
    Timeout,
    Rejected,
    Authentication,
    Quota,
    ContentFiltered,
    ContextLength,
}

/// <summary>What the status alone says: the answer where the body says nothing better.</summary>
internal static class StatusKind
{
    public static FailureKind Of(int status) => status switch
    {
        401 or 403 => FailureKind.Authentication,
        402 => FailureKind.Quota,
        408 => FailureKind.Timeout,
        // A lock held elsewhere, a failed dependency, a client closed early: the official clients try these again.
        409 or 424 or 425 or 499 => FailureKind.Unavailable,
        413 => FailureKind.ContextLength,
        429 => FailureKind.RateLimited,
        >= 400 and < 500 => FailureKind.Rejected,
        _ => FailureKind.Unavailable,
    };
}
