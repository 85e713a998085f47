using AiProxy.Cdk.Functions;
using AiProxy.Cdk.Settings;
using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.StepFunctions;
using Constructs;

namespace AiProxy.Cdk.Workflow;

/// <summary>The Express state machine: the same file that runs on the embedded engine, with the published versions' ARNs put in.</summary>
internal sealed class AggregateWorkflow : Construct
{
    private readonly StateMachine _machine;

    /// <exception cref="StackInputException">The workflow's file does not fit.</exception>
    public AggregateWorkflow(Construct scope, string id, WorkflowFunctions functions, StackSettings settings)
        : base(scope, id)
    {
        var substitutions = new Dictionary<string, string>
        {
            ["ValidateArn"] = functions.Validate.VersionArn,
            ["TransformArn"] = functions.Transform.VersionArn,
            ["CallProviderArn"] = functions.CallProvider.VersionArn,
            ["MergeArn"] = functions.Merge.VersionArn,
        };
        WorkflowDefinition definition = WorkflowDefinition.Read(settings.Workflow, substitutions.Keys);

        _machine = new StateMachine(this, "StateMachine", new StateMachineProps
        {
            StateMachineType = StateMachineType.EXPRESS,
            // In the template, not beside it in a bucket: `cdk diff` shows a change of the workflow, and cfn-lint reads it.
            DefinitionBody = DefinitionBody.FromString(definition.Text),
            DefinitionSubstitutions = substitutions,
            Role = CreateRole(functions),
            TracingEnabled = true,
            Logs = new LogOptions
            {
                Destination = CreateLogGroup(settings),
                Level = settings.WorkflowLogLevel,
                IncludeExecutionData = settings.WorkflowLogExecutionData,
            },
        });
    }

    /// <summary>The state machine's ARN, as a token.</summary>
    public string StateMachineArn => _machine.StateMachineArn;

    private LogGroup CreateLogGroup(StackSettings settings) => new(this, "Logs", new LogGroupProps
    {
        // Under this prefix Step Functions needs no line of its own in the account's log resource policy, which holds 5,120 characters:
        // https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html.
        LogGroupName = $"/aws/vendedlogs/states/{settings.StackName}-Aggregate",
        Retention = settings.LogRetention,
        RemovalPolicy = RemovalPolicy.DESTROY,
    });

    private Role CreateRole(WorkflowFunctions functions)
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
        WorkflowFunction[] invoked = [functions.Validate, functions.Transform, functions.CallProvider, functions.Merge];
        role.AddToPrincipalPolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["lambda:InvokeFunction"],
            // Any version of these four: executions under way during a deployment still name the versions before it.
            Resources = [.. invoked.Select(function => function.Function.FunctionArn + ":*")],
        }));
        return role;
    }
}
