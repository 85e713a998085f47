using AiProxy.Contracts.Answers;

namespace AiProxy.Gateway.Idempotency;

/// <summary>A request that has an <c>Idempotency-Key</c>.</summary>
/// <param name="RequestId">The request's own id.</param>
/// <param name="Identity">What it is the same as.</param>
/// <param name="Deadline">How long it may take, waiting for another included.</param>
internal sealed record IdempotentRequest(string RequestId, RequestIdentity Identity, TimeSpan Deadline);

/// <summary>What a request that has an <c>Idempotency-Key</c> is answered.</summary>
internal sealed record IdempotentAnswer(HttpAnswer Answer)
{
    /// <summary>Says that the answer was made for an earlier request.</summary>
    public const string ReplayedHeader = "idempotency-replayed";

    /// <summary>Says, with <c>false</c>, that the answer could not be stored: the same request again would be carried out again.</summary>
    public const string StoredHeader = "idempotency-stored";

    /// <summary>Whether the key itself is what is refused: not an answer to share.</summary>
    public bool IsRefusal { get; init; }

    public static IdempotentAnswer Replay(HttpAnswer answer) => With(answer, ReplayedHeader, "true");

    public static IdempotentAnswer NotStored(HttpAnswer answer) => With(answer, StoredHeader, "false");

    private static IdempotentAnswer With(HttpAnswer answer, string header, string value) =>
        new(answer with { Headers = answer.Headers.SetItem(header, value) });
}
