using AiProxy.Cdk.Functions;
using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;

namespace AiProxy.Cdk.Observability;

/// <summary>The alarms about providers, their cost, the front door, and the limits of the account.</summary>
internal sealed class ServiceAlarms(AlarmFactory alarms, LogMetricSource metrics, AlarmSettings settings)
{
    // Fewer say nothing about a share.
    private const int Least = 20;

    private static readonly Duration Five = AlarmFactory.Period;

    /// <summary>Makes them.</summary>
    /// <param name="observed">What there is.</param>
    /// <param name="machineArn">The state machine's ARN.</param>
    public void Create(Observed observed, string machineArn)
    {
        Requests();
        Providers();
        Cost();
        Limits(observed, machineArn);
        FrontDoor(observed);
    }

    private void Requests() => alarms.AtLeast(
        "requests-failing", "More than one of ten requests got no answer, and not because of what they asked.",
        AlarmFactory.PercentOf("Requests without an answer, %", Count(LogMetrics.RequestsFailed), Count(LogMetrics.RequestsAnswered), Least),
        threshold: 10, of: 2, within: 3);

    private void Providers()
    {
        alarms.AtLeast(
            "provider-failures", "More than one of four calls to providers failed for a quarter of an hour.",
            AlarmFactory.PercentOf("Calls failed, %", Count(LogMetrics.CallsFailed), Count(LogMetrics.CallsAnswered), Least), threshold: 25, of: 3, within: 3);
        alarms.AtLeast(
            "provider-key-refused", "A provider refused its key, or its account has no credit left. It will not mend itself.", Count(LogMetrics.KeyRefusals), 1);
        alarms.AtLeast(
            "provider-latency", "Providers' answers take long: the slowest twentieth is above the threshold.",
            metrics.Metric(LogMetrics.CallLatency, "p95", Five), settings.ProviderLatencyMs, of: 3, within: 3);
    }

    private void Cost()
    {
        Metric hourly = metrics.Metric(LogMetrics.CostUsd, "Sum", Duration.Hours(1));
        alarms.AtLeast("provider-cost", "Providers cost more in an hour than was allowed for.", hourly, settings.ProviderCostPerHourUsd);
        alarms.Unusual("provider-cost-unusual", "Providers cost unusually much for this hour of the week.", hourly, deviations: 3);
    }

    private void Limits(Observed observed, string machineArn)
    {
        alarms.AtLeast(
            "throttled", "Lambda or Step Functions turned invocations away: a concurrency or rate limit is reached.",
            AlarmFactory.SumOf(
                "Throttles", Five,
                observed.Functions.Select(function => AwsMetrics.OfFunction(function.FunctionName, "Throttles", "Sum", Five))
                    .Append(AwsMetrics.OfMachine(machineArn, "ExecutionThrottled", "Sum", Five))), 1);
        alarms.AtLeast(
            "records-unavailable", "DynamoDB turned requests away: without records no request can be carried out safely.",
            AlarmFactory.SumOf(
                "Turned away", Five,
                observed.Tables.Values.SelectMany(table =>
                    AwsMetrics.Refusals.Select(name => AwsMetrics.OfTable(table, name, "Sum", Five)))), 1);
    }

    private void FrontDoor(Observed observed)
    {
        string[] functions = [.. observed.Functions.Where(function => function.Name is FunctionNames.Gateway or FunctionNames.Authorize).Select(function => function.FunctionName)];
        alarms.AtLeast(
            "front-door-faults", "Gateway or Authorize ended without an answer: callers got an error in API Gateway's name.",
            AlarmFactory.SumOf("Errors", Five, functions.Select(name => AwsMetrics.OfFunction(name, "Errors", "Sum", Five))), 1);
        alarms.AtLeast(
            "api-errors", "More than one of fifty requests was answered with a 5xx.",
            new MathExpression(new MathExpressionProps
            {
                // The average of 5XXError is its share.
                Expression = FormattableString.Invariant($"IF(requests >= {Least}, 100 * failed, 0)"),
                UsingMetrics = new Dictionary<string, IMetric>
                {
                    ["requests"] = AwsMetrics.OfApi(observed.Api, "Count", "SampleCount", Five),
                    ["failed"] = AwsMetrics.OfApi(observed.Api, "5XXError", "Average", Five),
                },
                Label = "Answers of 5xx, %",
                Period = Five,
            }),
            threshold: 2, of: 2, within: 3);
        alarms.AtLeast(
            "api-refusals", "Very many requests were answered with a 4xx: a caller is misconfigured or over its quota, or somebody tries keys.",
            AwsMetrics.OfApi(observed.Api, "4XXError", "Sum", Five), settings.RefusalsPerFiveMinutes);
    }

    private Metric Count(LogMetric metric) => metrics.Metric(metric, "Sum", Five);
}
