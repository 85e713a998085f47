namespace AWS.Lambda.Powertools.Logging;

/// <summary>Where common events keep the id of what caused them.</summary>
public static class CorrelationIdPaths
{
    /// <summary>API Gateway, REST API.</summary>
    public const string ApiGatewayRest = "/RequestContext/RequestId";

    /// <summary>API Gateway, HTTP API.</summary>
    public const string ApiGatewayHttp = "/RequestContext/RequestId";

    /// <summary>Application Load Balancer.</summary>
    public const string ApplicationLoadBalancer = "/Headers/x-amzn-trace-id";

    /// <summary>EventBridge.</summary>
    public const string EventBridge = "/Id";

    internal const char Separator = '/';
}
