using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Payloads;

namespace AiProxy.Gateway.Idempotency;

/// <summary>
/// Keeps what requests with an <c>Idempotency-Key</c> were answered, for every process that serves the same callers. A record is claimed before
/// the request is carried out, and then either answered or released.
/// </summary>
/// <remarks>Every method is atomic, and throws <see cref="StorageUnavailableException"/> where the store cannot be reached.</remarks>
public interface IRequestRecords
{
    /// <summary>Claims a record, unless it is answered or somebody holds it.</summary>
    /// <param name="claim">Whose, and for how long.</param>
    /// <param name="cancellationToken">Stops waiting for the store.</param>
    Task<ClaimOutcome> ClaimAsync(RequestClaim claim, CancellationToken cancellationToken);

    /// <summary>Stores the answer.</summary>
    /// <param name="key"><see cref="RequestClaim.Key"/>.</param>
    /// <param name="owner"><see cref="RequestClaim.Owner"/>: who no longer holds the record changes nothing.</param>
    /// <param name="answer">The answer; a large body is a reference already.</param>
    /// <param name="cancellationToken">Stops waiting for the store.</param>
    /// <returns>False when the record is held by another one, or gone.</returns>
    Task<bool> AnswerAsync(string key, string owner, HttpAnswer answer, CancellationToken cancellationToken);

    /// <summary>Drops a record that is held and not answered, so that the same request can be tried again.</summary>
    /// <param name="key"><see cref="RequestClaim.Key"/>.</param>
    /// <param name="owner"><see cref="RequestClaim.Owner"/>: who no longer holds the record changes nothing.</param>
    /// <param name="cancellationToken">Stops waiting for the store.</param>
    Task ReleaseAsync(string key, string owner, CancellationToken cancellationToken);
}
