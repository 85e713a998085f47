using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Constructs;

namespace AiProxy.Cdk.Observability;

/// <summary>One page, from what callers see at the top to what it rests on at the bottom.</summary>
internal sealed class OpsDashboard : Construct
{
    // Of the 24 columns a dashboard has.
    private const int Third = 8;

    private static readonly Duration Five = AlarmFactory.Period;
    private static readonly string[] Percentiles = ["p50", "p95", "p99"];

    private static readonly string[] OtherExecutions = ["ExecutionsStarted", "ExecutionsSucceeded", "ExecutionThrottled"];

    private readonly Observed _observed;
    private readonly string _machineArn;
    private readonly LogMetricSource _metrics;

    public OpsDashboard(Construct scope, string id, string stackName, Observed observed, string machineArn, LogMetricSource metrics)
        : base(scope, id)
    {
        _observed = observed;
        _machineArn = machineArn;
        _metrics = metrics;
        var dashboard = new Dashboard(this, "Dashboard", new DashboardProps { DashboardName = stackName, DefaultInterval = Duration.Hours(12) });
        dashboard.AddWidgets(Requests());
        dashboard.AddWidgets(FrontDoor(observed.Api));
        dashboard.AddWidgets([.. Percentiles.Select(percentile => Graph($"Provider latency {percentile}, ms", Search(LogMetrics.ProviderLatency, percentile)))]);
        dashboard.AddWidgets(Failures());
        dashboard.AddWidgets(Cost());
        dashboard.AddWidgets(Machine());
        dashboard.AddWidgets(
            Graph("Function duration p95, ms", OfFunctions("Duration", "p95")),
            Graph("Function errors (a provider's failure is one of CallProvider's)", OfFunctions("Errors", "Sum")),
            Graph("Function throttles", OfFunctions("Throttles", "Sum")));
        dashboard.AddWidgets(
            Graph("Concurrent invocations", OfFunctions("ConcurrentExecutions", "Maximum")),
            Graph("DynamoDB: requests turned away", [.. AwsMetrics.Refusals.SelectMany(name => OfTables(name, "Sum"))]),
            Graph("DynamoDB: time of a write p99, ms", OfTables("SuccessfulRequestLatency", "p99", "PutItem")));
    }

    private IWidget[] Requests() =>
    [
        Graph("Requests by route", Search(LogMetrics.RouteRequests, "Sum")),
        Graph("How requests ended", Line(LogMetrics.RequestsAnswered), Line(LogMetrics.RequestsFailed), Line(LogMetrics.RequestsRefused)),
        Graph("Fallbacks and degraded answers", Line(LogMetrics.FallbacksUsed), Line(LogMetrics.RequestsDegraded)),
    ];

    private static IWidget[] FrontDoor((string Name, string Stage) api) =>
    [
        Graph("API: requests", AwsMetrics.OfApi(api, "Count", "Sum", Five)),
        Graph("API: answers of 4xx and 5xx", AwsMetrics.OfApi(api, "4XXError", "Sum", Five), AwsMetrics.OfApi(api, "5XXError", "Sum", Five)),
        Graph("API: time to the whole answer, ms", [.. Percentiles.Select(percentile => AwsMetrics.OfApi(api, "Latency", percentile, Five, percentile))]),
    ];

    private IWidget[] Failures() =>
    [
        Graph("Failures of calls by provider and class", Search(LogMetrics.CallFailures, "Sum")),
        Graph("Calls answered and failed; keys refused", Line(LogMetrics.CallsAnswered), Line(LogMetrics.CallsFailed), Line(LogMetrics.KeyRefusals)),
        Graph("Lines of level Error", Line(LogMetrics.ErrorLines)),
    ];

    private IWidget[] Cost() =>
    [
        Graph("Cost by provider, USD", Search(LogMetrics.ProviderCostUsd, "Sum")),
        Graph("Tokens by provider", Search(LogMetrics.PromptTokens, "Sum", "in"), Search(LogMetrics.CompletionTokens, "Sum", "out")),
        Graph("Answers without a known cost", Line(LogMetrics.CostUnknown)),
    ];

    private IWidget[] Machine() =>
    [
        Graph("Executions",
        [
            .. AwsMetrics.LostExecutions.Concat(OtherExecutions).Select(name => AwsMetrics.OfMachine(_machineArn, name, "Sum", Five)),
        ]),
        Graph("Execution time, ms", [.. Percentiles.Select(percentile => AwsMetrics.OfMachine(_machineArn, "ExecutionTime", percentile, Five, percentile))]),
        Graph("Cold starts by function", Search(LogMetrics.ColdStarts, "Sum")),
    ];

    private Metric Line(LogMetric metric) => _metrics.Metric(metric, "Sum", Five);

    private MathExpression Search(LogMetric metric, string statistic, string label = "") => _metrics.Search(metric, statistic, Five, label);

    private IMetric[] OfFunctions(string name, string statistic) =>
        [.. _observed.Functions.Select(function => AwsMetrics.OfFunction(function.FunctionName, name, statistic, Five, function.Name))];

    private IMetric[] OfTables(string name, string statistic, string? operation = null) =>
        [.. _observed.Tables.Select(table => AwsMetrics.OfTable(table.Value, name, statistic, Five, $"{table.Key} {name}", operation))];

    private static GraphWidget Graph(string title, params IMetric[] left) => new(new GraphWidgetProps
    {
        Title = title,
        Left = left,
        Width = Third,
        LiveData = true,
        LeftYAxis = new YAxisProps { Min = 0, ShowUnits = false },
    });
}
