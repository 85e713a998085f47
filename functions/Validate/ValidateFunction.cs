using AiProxy.Contracts.Composition;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Requests;
using AiProxy.Contracts.Routes;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;

namespace AiProxy.Validate;

/// <summary>The workflow's first state: the body's shape, the limits, and the route into a plan. A refusal is data, not an exception.</summary>
/// <param name="routes">The routes in force.</param>
/// <param name="payloads">Where large requests are.</param>
public sealed class ValidateFunction(IRouteSource routes, IPayloadStore payloads)
{
    private readonly RequestValidator _validator = new(routes, payloads);

    /// <summary>Answers a plan, or the response to refuse with.</summary>
    [LambdaFunction]
    [Logging(CorrelationIdPath = "/requestId")]
    public async Task<ValidatedRequest> Validate(WorkflowInput input, ILambdaContext context)
    {
        CancellationToken cancellationToken = (context as ICancellableInvocation)?.CancellationToken ?? CancellationToken.None;
        (ValidatedRequest validated, IReadOnlyList<Complaint> complaints) = await _validator.ValidateAsync(input, cancellationToken);
        Log.Outcome(input.Caller, validated.Plan, complaints);
        return validated;
    }
}
