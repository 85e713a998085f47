using System.Collections.Concurrent;
using AiProxy.Contracts.Answers;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Payloads;

namespace AiProxy.Gateway.Idempotency;

/// <summary>
/// Carries out each request that has an <c>Idempotency-Key</c> once. The same again gets the stored answer, or waits for the one that is being
/// made; another request under the same key is refused.
/// </summary>
/// <remarks>
/// <para>Only a 2xx is stored. Whatever else comes of a request releases its key: there is no answer to repeat, and what single providers did
/// answer is stored call by call, so a retry pays only for what failed.</para>
/// <para>In one process, requests that come while the first is at it follow it: they get its answer, a failure too, or else each would try in turn
/// what has just failed. Between processes the record is looked at until it is answered or free.</para>
/// </remarks>
internal sealed class IdempotentRequests(IRequestRecords records, TimeProvider time)
{
    /// <summary>How long an answer is repeated, from the request on. Payloads are kept as long from later on, so a record's body outlives it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>What an execution may take after its deadline: merging what there is.</summary>
    public static readonly TimeSpan HeldBeyondDeadline = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Flight> _flights = new(StringComparer.Ordinal);

    /// <param name="request">The request.</param>
    /// <param name="carryOut">Carries it out within the time given, which is less than the whole deadline after a wait. Throws only when cancelled.</param>
    /// <param name="cancellationToken">The client has gone.</param>
    /// <exception cref="StorageUnavailableException">The record could not be claimed; nothing was carried out.</exception>
    public async Task<IdempotentAnswer> RunAsync(
        IdempotentRequest request, Func<TimeSpan, CancellationToken, Task<HttpAnswer>> carryOut, CancellationToken cancellationToken)
    {
        var wait = new WaitBudget(request.Deadline, time);
        while (true)
        {
            var own = new Flight(request.Identity.BodyHash);
            Flight flight = _flights.GetOrAdd(request.Identity.Key, own);
            if (flight == own)
            {
                return await LeadAsync(request, own, wait, carryOut, cancellationToken);
            }
            if (flight.BodyHash != request.Identity.BodyHash)
            {
                return Refused(GatewayErrors.IdempotencyKeyReused());
            }
            try
            {
                if (await flight.Answer.WaitAsync(wait.Left, time, cancellationToken) is { } answer)
                {
                    return IdempotentAnswer.Replay(answer);
                }
            }
            catch (TimeoutException)
            {
                return Refused(GatewayErrors.IdempotencyInProgress());
            }
        }
    }

    private async Task<IdempotentAnswer> LeadAsync(
        IdempotentRequest request, Flight flight, WaitBudget wait, Func<TimeSpan, CancellationToken, Task<HttpAnswer>> carryOut, CancellationToken cancellationToken)
    {
        try
        {
            IdempotentAnswer answer = await ClaimAsync(request, wait, cancellationToken) ?? await CarryOutAsync(request, wait, carryOut, cancellationToken);
            if (!answer.IsRefusal)
            {
                flight.Land(answer.Answer);
            }
            return answer;
        }
        finally
        {
            // Off the board first: who comes from here on looks at the record.
            _flights.TryRemove(new KeyValuePair<string, Flight>(request.Identity.Key, flight));
            flight.Land(null);
        }
    }

    // Null when the record is ours.
    private async Task<IdempotentAnswer?> ClaimAsync(IdempotentRequest request, WaitBudget wait, CancellationToken cancellationToken)
    {
        for (TimeSpan pause = FirstPoll; ; pause = pause * 2 < LongestPoll ? pause * 2 : LongestPoll)
        {
            DateTimeOffset now = time.GetUtcNow();
            ClaimOutcome outcome = await records.ClaimAsync(
                new RequestClaim
                {
                    Key = request.Identity.Key,
                    BodyHash = request.Identity.BodyHash,
                    Owner = request.RequestId,
                    Now = now,
                    HeldUntil = now + wait.Left + HeldBeyondDeadline,
                    Expires = now + Lifetime,
                },
                cancellationToken);
            switch (outcome)
            {
                case ClaimOutcome.Claimed when wait.IsWorthRunning:
                    return null;
                case ClaimOutcome.Claimed:
                    await ReleaseAsync(request);
                    return Refused(GatewayErrors.IdempotencyInProgress());
                case ClaimOutcome.Answered answered:
                    return answered.BodyHash == request.Identity.BodyHash
                        ? IdempotentAnswer.Replay(answered.Answer)
                        : Refused(GatewayErrors.IdempotencyKeyReused());
                case ClaimOutcome.Held held when held.BodyHash != request.Identity.BodyHash:
                    return Refused(GatewayErrors.IdempotencyKeyReused());
                case ClaimOutcome.Held when wait.Left == TimeSpan.Zero:
                    return Refused(GatewayErrors.IdempotencyInProgress());
                default:
                    await Task.Delay(pause < wait.Left ? pause : wait.Left, time, cancellationToken);
                    break;
            }
        }
    }

    private async Task<IdempotentAnswer> CarryOutAsync(
        IdempotentRequest request, WaitBudget wait, Func<TimeSpan, CancellationToken, Task<HttpAnswer>> carryOut, CancellationToken cancellationToken)
    {
        HttpAnswer answer;
        try
        {
            answer = await carryOut(wait.Left, cancellationToken);
        }
        catch
        {
            await ReleaseAsync(request);
            throw;
        }
        if (answer.StatusCode is < 200 or >= 300)
        {
            await ReleaseAsync(request);
            return new IdempotentAnswer(answer);
        }
        // Not under the client's token: an answer that was paid for is kept.
        return await StoreAsync(request, answer) ? new IdempotentAnswer(answer) : IdempotentAnswer.NotStored(answer);
    }

    private async Task<bool> StoreAsync(IdempotentRequest request, HttpAnswer answer)
    {
        try
        {
            // False when the claim had run out and another process is at it: this caller has its answer all the same.
            await records.AnswerAsync(request.Identity.Key, request.RequestId, answer, CancellationToken.None);
            return true;
        }
        catch (StorageUnavailableException e)
        {
            // The caller gets what was paid for, and is told that the same again would not find it.
            GatewayLog.NotStored(request.RequestId, e);
            return false;
        }
    }

    private async Task ReleaseAsync(IdempotentRequest request)
    {
        try
        {
            await records.ReleaseAsync(request.Identity.Key, request.RequestId, CancellationToken.None);
        }
        catch (StorageUnavailableException e)
        {
            // It ends by itself when the time it is held for is over; the failure to answer with matters more.
            GatewayLog.NotReleased(request.RequestId, e);
        }
    }

    private static IdempotentAnswer Refused(OpenAiError error) => new(error.ToAnswer()) { IsRefusal = true };

    /// <summary>A request that this process is at.</summary>
    private sealed class Flight(string bodyHash)
    {
        private readonly TaskCompletionSource<HttpAnswer?> _landed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string BodyHash { get; } = bodyHash;

        /// <summary>Null when there is none to share: the one at it gave up.</summary>
        public Task<HttpAnswer?> Answer => _landed.Task;

        public void Land(HttpAnswer? answer) => _landed.TrySetResult(answer);
    }

    /// <summary>The request's deadline, of which waiting for another takes its share.</summary>
    private sealed class WaitBudget(TimeSpan deadline, TimeProvider time)
    {
        private readonly long _started = time.GetTimestamp();

        public TimeSpan Left => deadline - time.GetElapsedTime(_started) is { Ticks: > 0 } left ? left : TimeSpan.Zero;

        /// <summary>With less than half of the deadline left, providers would be asked and paid, and then cut off: a new request does better.</summary>
        public bool IsWorthRunning => Left >= deadline / 2;
    }
}
