using System.Text.Json;

namespace AiProxy.Gateway.Workflows;

/// <summary>A request that a workflow is to answer.</summary>
/// <param name="RequestId">The request's id.</param>
/// <param name="Workflow">The workflow's name.</param>
/// <param name="Request">The request as it was taken in.</param>
/// <param name="Body">Its body, parsed.</param>
/// <param name="Deadline">The deadline of its plan.</param>
internal sealed record WorkflowRequest(string RequestId, string Workflow, GatewayRequest Request, JsonElement Body, TimeSpan Deadline);
