using Amazon.CDK.AWS.Logs;
using Constructs;

namespace AiProxy.Cdk.Observability;

/// <summary>One metric filter for each metric and log group.</summary>
internal sealed class MetricFilters : Construct
{
    public MetricFilters(Construct scope, string id, IReadOnlyList<ObservedFunction> functions, string stackName)
        : base(scope, id)
    {
        foreach (LogMetric metric in LogMetrics.All)
        {
            foreach (ObservedFunction function in functions.Where(function => metric.Functions.Contains(function.Name)))
            {
                _ = new CfnMetricFilter(this, metric.Name + function.Name, new CfnMetricFilterProps
                {
                    LogGroupName = function.Logs.LogGroupName,
                    FilterPattern = metric.Pattern,
                    MetricTransformations = new[] { Transformation(metric, stackName) },
                });
            }
        }
    }

    private static CfnMetricFilter.MetricTransformationProperty Transformation(LogMetric metric, string stackName) => new()
    {
        MetricNamespace = LogMetrics.Namespace(stackName),
        MetricName = metric.Name,
        MetricValue = metric.Value,
        Unit = metric.Unit,
        DefaultValue = metric.ZeroWithoutMatch ? 0 : null,
        Dimensions = metric.Dimensions.Count == 0
            ? null
            : metric.Dimensions.Select(pair => new CfnMetricFilter.DimensionProperty { Key = pair.Key, Value = pair.Value }).ToArray(),
    };
}
