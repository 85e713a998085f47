using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Constructs;

namespace AiProxy.Cdk.Observability;

/// <summary>
/// Makes alarms alike: named after the stack and the runbook, which the description links; silent while there is nothing to measure; reporting to the
/// topic when they go off and when they are over.
/// </summary>
internal sealed class AlarmFactory(Construct scope, string stackName, AlarmSettings settings, AlarmTopic topic)
{
    /// <summary>Five minutes: what standard metrics are looked at in.</summary>
    public static Duration Period { get; } = Duration.Minutes(5);

    /// <summary>Goes off when <paramref name="metric"/> is at or over <paramref name="threshold"/> in <paramref name="of"/> of the last <paramref name="within"/> periods.</summary>
    public Alarm AtLeast(string slug, string what, IMetric metric, double threshold, int of = 1, int within = 1)
    {
        var alarm = new Alarm(scope, slug, new AlarmProps
        {
            AlarmName = NameOf(slug),
            AlarmDescription = DescriptionOf(slug, what),
            Metric = metric,
            Threshold = threshold,
            ComparisonOperator = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            DatapointsToAlarm = of,
            EvaluationPeriods = within,
            TreatMissingData = TreatMissingData.NOT_BREACHING,
        });
        var notify = new SnsAction(topic.Topic);
        alarm.AddAlarmAction(notify);
        alarm.AddOkAction(notify);
        return alarm;
    }

    /// <summary>Goes off when <paramref name="metric"/> is above what CloudWatch has learnt to expect, by <paramref name="deviations"/> standard deviations.</summary>
    /// <remarks>The construct library at 2.160 has no construct for it. The model learns from up to two weeks of data.</remarks>
    public void Unusual(string slug, string what, Metric metric, double deviations)
    {
        const string Value = "value";
        const string Band = "band";
        _ = new CfnAlarm(scope, slug, new CfnAlarmProps
        {
            AlarmName = NameOf(slug),
            AlarmDescription = DescriptionOf(slug, what),
            ComparisonOperator = "GreaterThanUpperThreshold",
            ThresholdMetricId = Band,
            EvaluationPeriods = 2,
            DatapointsToAlarm = 2,
            TreatMissingData = "notBreaching",
            ActionsEnabled = true,
            AlarmActions = [topic.Topic.TopicArn],
            OkActions = [topic.Topic.TopicArn],
            Metrics = new[]
            {
                new CfnAlarm.MetricDataQueryProperty
                {
                    Id = Value,
                    ReturnData = true,
                    MetricStat = new CfnAlarm.MetricStatProperty
                    {
                        Metric = new CfnAlarm.MetricProperty { Namespace = metric.Namespace, MetricName = metric.MetricName },
                        Period = metric.Period.ToSeconds(),
                        Stat = metric.Statistic,
                    },
                },
                new CfnAlarm.MetricDataQueryProperty
                {
                    Id = Band,
                    ReturnData = true,
                    Label = "expected",
                    Expression = FormattableString.Invariant($"ANOMALY_DETECTION_BAND({Value}, {deviations})"),
                },
            },
        });
    }

    /// <summary>The sum of metrics over a period.</summary>
    public static MathExpression SumOf(string label, Duration period, IEnumerable<IMetric> metrics)
    {
        Dictionary<string, IMetric> used = metrics.Select((metric, i) => (metric, i)).ToDictionary(pair => $"m{pair.i}", pair => pair.metric);
        return new MathExpression(new MathExpressionProps
        {
            // FILL: a sum with a missing part would be missing itself.
            Expression = string.Join(" + ", used.Keys.Select(id => $"FILL({id}, 0)")),
            UsingMetrics = used,
            Label = label,
            Period = period,
        });
    }

    /// <summary>The share of <paramref name="part"/> in both, percent; 0 while both together are fewer than <paramref name="least"/>, too few to say.</summary>
    public static MathExpression PercentOf(string label, IMetric part, IMetric rest, int least) => new(new MathExpressionProps
    {
        Expression = FormattableString.Invariant($"IF(part + rest >= {least}, 100 * part / (part + rest), 0)"),
        UsingMetrics = new Dictionary<string, IMetric> { ["part"] = part, ["rest"] = rest },
        Label = label,
        Period = Period,
    });

    private string NameOf(string slug) => $"{stackName}-{slug}";

    private string DescriptionOf(string slug, string what) => $"{what} Runbook: {settings.Runbooks}{slug}.md";
}
