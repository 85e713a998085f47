using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Composition;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Requests;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;

namespace AiProxy.Transform;

/// <summary>The workflow's second state: plan and request into waves of calls, each in its target's wire format.</summary>
/// <param name="payloads">Where large requests are, and large bodies go.</param>
public sealed class TransformFunction(IPayloadStore payloads)
{
    private readonly Transformer _transformer = new(payloads);

    /// <summary>Answers the waves, or the response to refuse with where a target cannot express the request.</summary>
    [LambdaFunction]
    [Logging(CorrelationIdPath = "/requestId")]
    public async Task<WavePlan> Transform(ValidatedRequest input, ILambdaContext context)
    {
        CancellationToken cancellationToken = (context as ICancellableInvocation)?.CancellationToken ?? CancellationToken.None;
        WavePlan waves = await _transformer.TransformAsync(input, cancellationToken);
        Log.Outcome(waves);
        return waves;
    }
}
