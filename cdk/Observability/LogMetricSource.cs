using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;

namespace AiProxy.Cdk.Observability;

/// <summary>The metrics of the functions' lines as graphs and alarms read them.</summary>
internal sealed class LogMetricSource(string stackName)
{
    private readonly string _namespace = LogMetrics.Namespace(stackName);

    /// <summary>A metric without dimensions.</summary>
    public Metric Metric(LogMetric metric, string statistic, Duration period) => metric.Dimensions.Count == 0
        ? new(new MetricProps { Namespace = _namespace, MetricName = metric.Name, Statistic = statistic, Period = period })
        : throw new ArgumentException($"{metric.Name} has dimensions whose values are not known here; search for it.", nameof(metric));

    /// <summary>
    /// Every metric of that name, one for each combination of its dimensions' values that there has been. For graphs only: an alarm takes no search.
    /// </summary>
    public MathExpression Search(LogMetric metric, string statistic, Duration period, string label = "") => new(new MathExpressionProps
    {
        Expression = $"SEARCH('{{\"{_namespace}\",{string.Join(',', metric.Dimensions.Keys)}}} MetricName=\"{metric.Name}\"', '{statistic}')",
        UsingMetrics = new Dictionary<string, IMetric>(),
        // A name for each line of the graph: the dimensions' values.
        Label = string.Join(' ', metric.Dimensions.Keys.Select(name => $"${{PROP('Dim.{name}')}}").Prepend(label)).Trim(),
        Period = period,
    });
}
