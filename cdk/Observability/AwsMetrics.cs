using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;

namespace AiProxy.Cdk.Observability;

/// <summary>
/// The metrics that AWS counts by itself, by the names of what they are of rather than by reference: an alarm that guards a deployment is there before
/// what it watches is changed.
/// </summary>
internal static class AwsMetrics
{
    /// <summary>How an execution ends without an output, by the name of its metric.</summary>
    public static readonly string[] LostExecutions = ["ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"];

    /// <summary>How a table turns requests away, by the name of its metric.</summary>
    public static readonly string[] Refusals = ["ReadThrottleEvents", "WriteThrottleEvents"];

    /// <summary>https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html</summary>
    public static Metric OfFunction(string functionName, string metric, string statistic, Duration period, string? label = null) =>
        Create("AWS/Lambda", metric, statistic, period, label, new() { ["FunctionName"] = functionName });

    /// <summary>https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html</summary>
    public static Metric OfMachine(string machineArn, string metric, string statistic, Duration period, string? label = null) =>
        Create("AWS/States", metric, statistic, period, label, new() { ["StateMachineArn"] = machineArn });

    /// <summary>https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html</summary>
    public static Metric OfTable(string tableName, string metric, string statistic, Duration period, string? label = null, string? operation = null)
    {
        Dictionary<string, string> dimensions = new() { ["TableName"] = tableName };
        if (operation is not null)
            dimensions["Operation"] = operation;
        return Create("AWS/DynamoDB", metric, statistic, period, label, dimensions);
    }

    /// <summary>https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html</summary>
    public static Metric OfApi((string Name, string Stage) api, string metric, string statistic, Duration period, string? label = null) =>
        Create("AWS/ApiGateway", metric, statistic, period, label, new() { ["ApiName"] = api.Name, ["Stage"] = api.Stage });

    private static Metric Create(string space, string name, string statistic, Duration period, string? label, Dictionary<string, string> dimensions) => new(new MetricProps
    {
        Namespace = space,
        MetricName = name,
        Statistic = statistic,
        Period = period,
        Label = label,
        DimensionsMap = dimensions,
    });
}
