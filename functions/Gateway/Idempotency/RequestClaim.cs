using AiProxy.Contracts.Answers;

namespace AiProxy.Gateway.Idempotency;

/// <summary>A wish to carry out a request that has an <c>Idempotency-Key</c>.</summary>
public sealed record RequestClaim
{
    /// <summary>Names the record: <see cref="RequestIdentity.Key"/>.</summary>
    public required string Key { get; init; }

    /// <summary>What must be the same when the key comes again: <see cref="RequestIdentity.BodyHash"/>.</summary>
    public required string BodyHash { get; init; }

    /// <summary>Who claims: the request's id, another one for every request.</summary>
    public required string Owner { get; init; }

    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>From when on a record that is still held counts as abandoned: its process was killed.</summary>
    public required DateTimeOffset HeldUntil { get; init; }

    /// <summary>When the record ends, answered or not.</summary>
    public required DateTimeOffset Expires { get; init; }
}

/// <summary>What became of a claim.</summary>
public abstract record ClaimOutcome
{
    private ClaimOutcome()
    {
    }

    /// <summary>The record is the claimer's.</summary>
    public sealed record Claimed : ClaimOutcome;

    /// <summary>Another request holds it.</summary>
    /// <param name="BodyHash">That request's.</param>
    public sealed record Held(string BodyHash) : ClaimOutcome;

    /// <summary>The request has been answered.</summary>
    /// <param name="BodyHash">That request's.</param>
    /// <param name="Answer">The stored answer.</param>
    public sealed record Answered(string BodyHash, HttpAnswer Answer) : ClaimOutcome;
}
