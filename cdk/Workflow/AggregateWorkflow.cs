using AiProxy.Cdk.Data;
using AiProxy.Cdk.Functions;
using AiProxy.Cdk.Settings;
using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.StepFunctions;
using Constructs;

namespace AiProxy.Cdk.Workflow;

/// <summary>The Express state machine: the same file that runs on the embedded engine, with the published versions' ARNs put in.</summary>
internal sealed class AggregateWorkflow : Construct
{
    private const string AliasName = "live";
    private readonly IReadOnlyList<PackagedFunction> _functions;

    /// <param name="scope">Where it belongs.</param>
    /// <param name="id">The construct's id.</param>
    /// <param name="functions">What it invokes.</param>
    /// <param name="alarms">Any of them going off while a new version takes over takes it back.</param>
    /// <param name="key">Encrypts its log.</param>
    /// <param name="settings">The workflow's file, and how a new version takes over.</param>
    /// <exception cref="StackInputException">The workflow's file does not fit.</exception>
    public AggregateWorkflow(
        Construct scope, string id, StackFunctions functions, IReadOnlyList<Alarm> alarms, EncryptionKey key, StackSettings settings)
        : base(scope, id)
    {
        _functions = functions.OfWorkflow;
        Dictionary<string, string> substitutions = _functions.ToDictionary(function => function.Name + "Arn", function => function.InvokedArn);
        WorkflowDefinition definition = WorkflowDefinition.Read(settings.Workflow, substitutions.Keys);

        LogGroup = CreateLogGroup(key, settings);
        StateMachine = new StateMachine(this, "StateMachine", new StateMachineProps
        {
            StateMachineName = NameOf(settings),
            StateMachineType = StateMachineType.EXPRESS,
            // In the template, not beside it in a bucket: `cdk diff` shows a change of the workflow, and cfn-lint reads it.
            DefinitionBody = DefinitionBody.FromString(definition.Text),
            DefinitionSubstitutions = substitutions,
            Role = CreateRole(),
            TracingEnabled = true,
            Logs = new LogOptions
            {
                Destination = LogGroup,
                Level = settings.WorkflowLogLevel,
                IncludeExecutionData = settings.WorkflowLogExecutionData,
            },
        });
        Alias = CreateAlias(alarms, settings);
    }

    public StateMachine StateMachine { get; }

    /// <summary>What callers start: it names the version in force, two of them while a new one takes over.</summary>
    public CfnStateMachineAlias Alias { get; }

    public LogGroup LogGroup { get; }

    /// <summary>The name that routes know it by.</summary>
    public static string Workflow => "aggregate";

    /// <summary>The state machine's name.</summary>
    public static string NameOf(StackSettings settings) => $"{settings.StackName}-Aggregate";

    /// <summary>Lets a role start executions through the alias, and in no other way.</summary>
    public PolicyStatement StartStatement() => new(new PolicyStatementProps
    {
        Actions = ["states:StartSyncExecution"],
        // An alias is authorized by its machine's ARN and this key: https://docs.aws.amazon.com/step-functions/latest/dg/auth-version-alias.html.
        Resources = [StateMachine.StateMachineArn],
        Conditions = new Dictionary<string, object>
        {
            ["ForAnyValue:StringEquals"] = new Dictionary<string, object> { ["states:StateMachineQualifier"] = new[] { AliasName } },
        },
    });

    private CfnStateMachineAlias CreateAlias(IReadOnlyList<Alarm> alarms, StackSettings settings)
    {
        var machine = (CfnStateMachine)StateMachine.Node.DefaultChild!;
        var version = new CfnStateMachineVersion(this, "Version", new CfnStateMachineVersionProps
        {
            StateMachineArn = machine.AttrArn,
            // Another definition is another revision, which makes another version.
            StateMachineRevisionId = machine.AttrStateMachineRevisionId,
        });
        // The alias still sends executions to the version before while a new one takes over, and back to it if an alarm goes off.
        version.ApplyRemovalPolicy(RemovalPolicy.RETAIN);
        bool gradual = settings.WorkflowRollout != "ALL_AT_ONCE";
        return new CfnStateMachineAlias(this, "Alias", new CfnStateMachineAliasProps
        {
            Name = AliasName,
            Description = "What the front door starts.",
            DeploymentPreference = new CfnStateMachineAlias.DeploymentPreferenceProperty
            {
                StateMachineVersionArn = version.AttrArn,
                Type = settings.WorkflowRollout,
                Percentage = gradual ? settings.WorkflowRolloutPercent : null,
                Interval = gradual ? settings.WorkflowRolloutMinutes : null,
                Alarms = [.. alarms.Select(alarm => alarm.AlarmName)],
            },
        });
    }

    private LogGroup CreateLogGroup(EncryptionKey key, StackSettings settings) => new(this, "Logs", new LogGroupProps
    {
        // Under this prefix Step Functions needs no line of its own in the account's log resource policy, which holds 5,120 characters:
        // https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html.
        LogGroupName = $"/aws/vendedlogs/states/{NameOf(settings)}",
        Retention = settings.LogRetention,
        EncryptionKey = key.Key,
        RemovalPolicy = RemovalPolicy.DESTROY,
    });

    private Role CreateRole()
    {
        var role = new Role(this, "Role", new RoleProps
        {
            // Only for state machines of this account: https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html.
            AssumedBy = new ServicePrincipal("states.amazonaws.com", new ServicePrincipalOpts
            {
                Conditions = new Dictionary<string, object>
                {
                    ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = Stack.Of(this).Account },
                },
            }),
        });
        role.AddToPrincipalPolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["lambda:InvokeFunction"],
            // Any version of these four: executions under way during a deployment still name the versions before it.
            Resources = [.. _functions.Select(function => function.Function.FunctionArn + ":*")],
        }));
        return role;
    }
}
