using AiProxy.Cdk.Functions;
using AiProxy.Cdk.Settings;
using AiProxy.Cdk.Workflow;
using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.Logs;
using Constructs;

namespace AiProxy.Cdk.Observability;

/// <summary>
/// What ops see: metrics out of the functions' lines, alarms with a runbook each, a dashboard, saved queries and a budget. Made in two steps, because
/// the workflow's alarms are needed by what guards deployments with them, and the rest watches what comes after that.
/// </summary>
internal sealed class Monitoring : Construct
{
    private readonly string _stackName;
    private readonly string _machineArn;
    private readonly AlarmSettings _settings;
    private readonly AlarmTopic _topic;
    private readonly AlarmFactory _alarms;
    private readonly LogMetricSource _metrics;

    /// <summary>Step one: the topic, and the alarms that deployments are guarded by. They watch by name.</summary>
    public Monitoring(Construct scope, string id, StackSettings settings)
        : base(scope, id)
    {
        _stackName = settings.StackName;
        _machineArn = Stack.Of(this).FormatArn(new ArnComponents
        {
            Service = "states",
            Resource = "stateMachine",
            ResourceName = AggregateWorkflow.NameOf(settings),
            ArnFormat = ArnFormat.COLON_RESOURCE_NAME,
        });
        _settings = settings.Alarms;
        _topic = new AlarmTopic(this, "Topic", _settings);
        _alarms = new(this, _stackName, _settings, _topic);
        _metrics = new(_stackName);
        // CallProvider's errors are providers' failures.
        string[] faulty = [FunctionNames.Validate, FunctionNames.Transform, FunctionNames.Merge];
        RollbackAlarms = new WorkflowAlarms(_alarms, _machineArn, [.. faulty.Select(name => Observed.FunctionName(name, settings))], _metrics).All;
    }

    /// <summary>What a deployment of the workflow, or of routes, is taken back by.</summary>
    public IReadOnlyList<Alarm> RollbackAlarms { get; }

    /// <summary>Where alarms report to.</summary>
    public string TopicArn => _topic.Topic.TopicArn;

    /// <summary>Step two, when everything is there: metric filters, all other alarms, dashboard, queries, budget.</summary>
    public void Watch(AiProxyStack stack, StackSettings settings)
    {
        Observed observed = Observed.Of(stack, settings);
        _ = new MetricFilters(this, "Metrics", observed.Functions, _stackName);
        new ServiceAlarms(_alarms, _metrics, _settings).Create(observed, _machineArn);
        _ = new OpsDashboard(this, "Dashboard", _stackName, observed, _machineArn, _metrics);
        if (_settings.MonthlyBudgetUsd > 0)
            _ = new SpendBudget(this, "Spend", _settings.MonthlyBudgetUsd, _topic);
        foreach (SavedQuery query in SavedQueries.All)
        {
            _ = new CfnQueryDefinition(this, $"Query-{query.Name.Replace(' ', '-')}", new CfnQueryDefinitionProps
            {
                Name = $"{_stackName}/{query.Name}",
                QueryString = query.Text,
                LogGroupNames = [.. query.Logs.Select(log => GroupOf(log, observed).LogGroupName)],
            });
        }
    }

    private static LogGroup GroupOf(string log, Observed observed) =>
        log == SavedQueries.AccessLog ? observed.AccessLog : observed.Functions.Single(function => function.Name == log).Logs;
}
