using System.Text.Json;
using Amazon.CDK.AWS.APIGateway;

namespace AiProxy.Cdk.FrontDoor;

/// <summary>
/// What API Gateway writes of each request, one JSON object a line: who, when, how long and with what end; no body, no header and no
/// key (<c>key_id</c> is its public half): nothing that a caller may write as it likes, for it could write whole members of its own. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html.
/// </summary>
internal static class AccessLogFields
{
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["request_id"] = "$context.requestId",
        ["extended_request_id"] = "$context.extendedRequestId",
        ["time"] = "$context.requestTimeEpoch",
        ["method"] = "$context.httpMethod",
        ["path"] = "$context.resourcePath",
        ["status"] = "$context.status",
        ["error"] = "$context.error.responseType",
        ["latency_ms"] = "$context.responseLatency",
        ["integration_latency_ms"] = "$context.integrationLatency",
        ["integration_status"] = "$context.integrationStatus",
        ["authorizer_latency_ms"] = "$context.authorizer.latency",
        ["response_bytes"] = "$context.responseLength",
        ["caller"] = "$context.authorizer.caller",
        ["key_id"] = "$context.authorizer.keyId",
        ["source_ip"] = "$context.identity.sourceIp",
        ["tls"] = "$context.tlsVersion",
        ["trace_id"] = "$context.xrayTraceId",
    };

    /// <summary>The keys of a line.</summary>
    public static IEnumerable<string> Names => Fields.Keys;

    public static AccessLogFormat Format { get; } = AccessLogFormat.Custom(JsonSerializer.Serialize(Fields));
}
