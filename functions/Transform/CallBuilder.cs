using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Plans;
using AiProxy.Contracts.Requests;

namespace AiProxy.Transform;

/// <summary>Makes a translated request a call: its key, its limits, and its body inline or by reference.</summary>
internal sealed class CallBuilder(IPayloadStore payloads)
{
    // CallProvider's own timeout must speak first: it knows more to say than States.Timeout.
    private const int TaskMarginSeconds = 1;

    // Less than this is not worth a call after a wait or another wave; a target or a route with a short limit has said what it finds enough.
    private const int UsualMinCallMs = 500;

    /// <param name="input">The request the call is for, an accepted one.</param>
    /// <param name="translation">The target and its body.</param>
    /// <param name="ordinal">The target's place in the plan, from 0, fallbacks after targets.</param>
    /// <param name="maxInlineBytes">The most the body may take in state data.</param>
    /// <param name="cancellationToken">Stops the write of a large body.</param>
    public async Task<Call> BuildAsync(ValidatedRequest input, Translation translation, int ordinal, int maxInlineBytes, CancellationToken cancellationToken)
    {
        (Target target, ReadOnlyMemory<byte> body) = (translation.Target, translation.Wire.Body);
        return new Call
        {
            Id = target.Id,
            Provider = target.Provider,
            Format = target.Format,
            Model = target.Model,
            Url = target.Url,
            Secret = target.Secret,
            Price = target.Price,
            Simulated = target.Simulated,
            CallKey = CallKey.Derive(input.Caller, input.IdempotencyKey ?? input.RequestId, Identity(target), ordinal, body.Span),
            TimeoutMs = target.TimeoutMs,
            TaskTimeoutSeconds = (int)Math.Ceiling(target.TimeoutMs / 1000.0) + TaskMarginSeconds,
            MinCallMs = Math.Min(UsualMinCallMs, Math.Min(target.TimeoutMs, input.Plan!.DeadlineMs) / 2),
            Request = await payloads.WriteAsync(input.RequestId, body, maxInlineBytes, cancellationToken),
            Dropped = Dropped.Name([.. translation.Wire.Unsupported, .. translation.Wire.Altered]),
        };
    }

    // The model too: Gemini's is in the URL, so its body alone does not tell two models apart.
    private static string Identity(Target target) => $"{target.Id} {target.Provider}/{target.Model}";
}
