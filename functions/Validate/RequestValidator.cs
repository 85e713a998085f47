using System.Text;
using System.Text.Json;
using AiProxy.Contracts.Errors;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Plans;
using AiProxy.Contracts.Requests;
using AiProxy.Contracts.Routes;

namespace AiProxy.Validate;

/// <summary>Checks a request and turns the route that it names into a plan.</summary>
internal sealed class RequestValidator(IRouteSource routes, IPayloadStore payloads)
{
    /// <returns>What to answer, and the complaints that made it a refusal.</returns>
    /// <exception cref="PayloadNotFoundException">The request travels by a reference that names nothing.</exception>
    public async Task<(ValidatedRequest Validated, IReadOnlyList<Complaint> Complaints)> ValidateAsync(WorkflowInput input, CancellationToken cancellationToken)
    {
        var validated = new ValidatedRequest { RequestId = input.RequestId, Caller = input.Caller, IdempotencyKey = input.IdempotencyKey };
        JsonElement request;
        if (!input.Request.IsNone)
        {
            request = await payloads.ReadAsync(input.Request, cancellationToken);
        }
        else if (BareRequest.Read(input, out request) is { } refusal)
        {
            return (validated with { Response = refusal.ToAnswer() }, [BareRequest.Complain(refusal)]);
        }
        List<Complaint> complaints = RequestRules.Check(request);
        if (complaints.Count == 0)
        {
            JsonElement? aiproxy = request.TryGetProperty("aiproxy", out JsonElement member) ? member : null;
            RouteResolution resolution = routes.Current.Resolve(request.GetProperty("model").GetString()!, aiproxy);
            if (resolution.Plan is { } plan)
            {
                Plan inTime = input.TimeLeftMs is { } left && left < plan.DeadlineMs ? plan with { DeadlineMs = Math.Max(1, left) } : plan;
                Payload accepted = !input.Request.IsNone
                    ? input.Request
                    : await payloads.WriteAsync(input.RequestId, Encoding.UTF8.GetBytes(input.Body!), StateSize.Shared, cancellationToken);
                return (validated with { Plan = inTime, Request = accepted }, complaints);
            }
            complaints.AddRange(resolution.Complaints);
        }
        return (validated with { Response = complaints.ToError().ToAnswer() }, complaints);
    }
}
