using AiProxy.Cdk.Functions;
using AiProxy.Cdk.Settings;
using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Constructs;

namespace AiProxy.Cdk.Workflow;

/// <summary>
/// What takes a new version of the workflow, or of the routes, back: our own functions failing, and answers of 5xx. They watch by name, not by
/// reference, because what they guard is part of what they watch.
/// </summary>
internal sealed class RollbackAlarms : Construct
{
    private static readonly Duration Minute = Duration.Minutes(1);

    public RollbackAlarms(Construct scope, string id, StackSettings settings)
        : base(scope, id)
    {
        string[] watched = [FunctionNames.Validate, FunctionNames.Transform, FunctionNames.Merge];
        // A failure of theirs is a fault of ours: providers' failures are CallProvider's to throw, and are left out.
        FunctionErrors = Make("FunctionErrors", "Validate, Transform or Merge fails: the workflow answers 500.", 1, new MathExpression(new MathExpressionProps
        {
            Expression = string.Join(" + ", watched.Select((_, i) => $"FILL(m{i}, 0)")),
            UsingMetrics = watched.Select((name, i) => (Key: $"m{i}", Metric: ErrorsOf($"{settings.StackName}-{name}")))
                .ToDictionary(entry => entry.Key, IMetric (entry) => entry.Metric),
            Period = Minute,
            Label = "errors",
        }));
        WorkflowFailures = Make("WorkflowFailures", "Executions end without an answer of their own.", 1, new MathExpression(new MathExpressionProps
        {
            Expression = "FILL(failed, 0) + FILL(timedOut, 0)",
            UsingMetrics = new Dictionary<string, IMetric>
            {
                ["failed"] = Executions("ExecutionsFailed"),
                ["timedOut"] = Executions("ExecutionsTimedOut"),
            },
            Period = Minute,
            Label = "executions",
        }));

        Metric Executions(string name) => new(new MetricProps
        {
            Namespace = "AWS/States",
            MetricName = name,
            DimensionsMap = new Dictionary<string, string>
            {
                ["StateMachineArn"] = Stack.Of(this).FormatArn(new ArnComponents
                {
                    Service = "states",
                    Resource = "stateMachine",
                    ResourceName = AggregateWorkflow.NameOf(settings),
                    ArnFormat = ArnFormat.COLON_RESOURCE_NAME,
                }),
            },
            Statistic = "Sum",
            Period = Minute,
        });
    }

    public Alarm FunctionErrors { get; }

    public Alarm WorkflowFailures { get; }

    public IReadOnlyList<Alarm> All => [FunctionErrors, WorkflowFailures];

    private static Metric ErrorsOf(string function) => new(new MetricProps
    {
        Namespace = "AWS/Lambda",
        MetricName = "Errors",
        DimensionsMap = new Dictionary<string, string> { ["FunctionName"] = function },
        Statistic = "Sum",
        Period = Minute,
    });

    private Alarm Make(string id, string description, int threshold, MathExpression metric) => new(this, id, new AlarmProps
    {
        AlarmDescription = description,
        Metric = metric,
        Threshold = threshold,
        ComparisonOperator = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        // One bad minute: a canary has few executions, and a rollback costs nothing.
        EvaluationPeriods = 1,
        TreatMissingData = TreatMissingData.NOT_BREACHING,
    });
}
