using AiProxy.Cdk.Data;
using AiProxy.Cdk.Functions;
using AiProxy.Cdk.Secrets;
using AiProxy.Cdk.Settings;
using AiProxy.Cdk.Workflow;
using Amazon.CDK;
using Constructs;

namespace AiProxy.Cdk;

/// <summary>The deployment: the Express workflow, its four functions, and the table that keeps a retry from paying twice.</summary>
internal sealed class AiProxyStack : Stack
{
    /// <exception cref="StackInputException">What the stack is made from is missing or wrong.</exception>
    public AiProxyStack(Construct scope, StackSettings settings)
        : base(scope, settings.StackName, new StackProps
        {
            Description = "AiProxy: one chat request in, several AI providers asked, one answer out.",
        })
    {
        ProviderSecrets secrets = ProviderSecrets.Read(settings.Routes);
        PackagedRoutes.Check(settings);
        var table = new IdempotencyTable(this, "Idempotency");
        var functions = new WorkflowFunctions(this, "Functions", settings);
        secrets.AllowRead(functions.CallProvider.Function);
        table.AllowReadWrite(functions.CallProvider.Function);
        // A race's losers are read from the call records.
        table.AllowRead(functions.Merge.Function);
        // After everything that changes a function: the published version is of what the function is then.
        var workflow = new AggregateWorkflow(this, "Aggregate", functions, settings);

        Output("StateMachineArn", workflow.StateMachineArn, "What to start: StartSyncExecution.");
        Output("IdempotencyTableName", table.TableName, "Where the calls' answers are stored, for a day.");

        void Output(string name, string value, string description) =>
            _ = new CfnOutput(this, name, new CfnOutputProps { Value = value, Description = description });
    }
}
