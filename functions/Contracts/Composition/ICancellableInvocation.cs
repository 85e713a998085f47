namespace AiProxy.Contracts.Composition;

/// <summary>
/// Implemented by a host's invocation context: says when nobody waits for the answer any more (a race was lost, the client has gone).
/// AWS neither stops nor refunds a started Lambda, so its contexts do not implement this.
/// </summary>
public interface ICancellableInvocation
{
    /// <summary>Fires when the invocation's answer is no longer wanted.</summary>
    CancellationToken CancellationToken { get; }
}
