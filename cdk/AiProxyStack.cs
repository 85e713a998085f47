using AiProxy.Cdk.Data;
using AiProxy.Cdk.FrontDoor;
using AiProxy.Cdk.Functions;
using AiProxy.Cdk.Observability;
using AiProxy.Cdk.Routes;
using AiProxy.Cdk.Secrets;
using AiProxy.Cdk.Settings;
using AiProxy.Cdk.Workflow;
using Amazon.CDK;
using Constructs;

namespace AiProxy.Cdk;

/// <summary>The deployment. Its parts are open to what watches them.</summary>
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
        IReadOnlyList<string> routes = RouteLimits.Check(settings);
        Key = new EncryptionKey(this, "Encryption", settings);
        Records = new RecordsTable(this, "Records", Key);
        Keys = new KeysTable(this, "Keys", Key);
        Payloads = new PayloadBucket(this, "Payloads", Key);
        Monitoring = new Monitoring(this, "Monitoring", settings);
        Functions = new StackFunctions(this, "Functions", Key, settings);
        Routes = new RoutesConfiguration(this, "Routes", Functions.ValidateRoutes, secrets, Monitoring.RollbackAlarms, settings);
        Connect(secrets, settings);
        // After everything that changes a function: the published version is of what the function is then.
        Workflow = new AggregateWorkflow(this, "Aggregate", Functions, Monitoring.RollbackAlarms, Key, settings);
        Functions.Gateway.Function.AddEnvironment("WORKFLOWS", ToJsonString(new Dictionary<string, object> { [AggregateWorkflow.Workflow] = Workflow.Alias.AttrArn }));
        if (!settings.IsLean)
            Functions.Gateway.Function.AddToRolePolicy(Workflow.StartStatement());
        FrontDoor = new ApiFrontDoor(this, "FrontDoor", Functions, Workflow, Key, settings);
        Monitoring.Watch(this, settings);
        StackOutputs.AddTo(this, routes[0]);
    }

    public EncryptionKey Key { get; }

    public RecordsTable Records { get; }

    public KeysTable Keys { get; }

    public PayloadBucket Payloads { get; }

    public StackFunctions Functions { get; }

    public RoutesConfiguration Routes { get; }

    public AggregateWorkflow Workflow { get; }

    public ApiFrontDoor FrontDoor { get; }

    public Monitoring Monitoring { get; }

    private void Connect(ProviderSecrets secrets, StackSettings settings)
    {
        secrets.AllowRead(Functions.CallProvider);
        Records.AllowReadWrite(Functions.CallProvider);
        // A race's losers are read from the call records.
        Records.AllowRead(Functions.Merge);
        Records.AllowReadWrite(Functions.Gateway);
        Keys.AllowRead(Functions.Authorize);
        // Where no Gateway stands before the workflow, a large body is Validate's to store.
        if (settings.IsLean)
            Payloads.AllowReadWrite(Functions.Validate);
        else
            Payloads.AllowRead(Functions.Validate);
        foreach (PackagedFunction function in new[] { Functions.Transform, Functions.CallProvider, Functions.Merge, Functions.Gateway })
            Payloads.AllowReadWrite(function);
        Routes.AllowRead(Functions.Validate);
        Routes.AllowRead(Functions.Gateway);
    }
}
