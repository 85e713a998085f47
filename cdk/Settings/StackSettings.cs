using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.StepFunctions;

namespace AiProxy.Cdk.Settings;

/// <summary>
/// What may differ between two deployments, read from the CDK context and checked. The table of keys is in <c>docs/deploying.md</c>.
/// </summary>
internal sealed record StackSettings
{
    /// <summary>Context key <c>stackName</c>: the CloudFormation stack's name; several stages live side by side under several names.</summary>
    public required string StackName { get; init; }

    /// <summary>Context key <c>artifacts</c>: the absolute path of the folder that holds one published folder a function.</summary>
    public required string Artifacts { get; init; }

    /// <summary>Context key <c>routes</c>: the absolute path of the routes file.</summary>
    public required string Routes { get; init; }

    /// <summary>The absolute path of the Express workflow.</summary>
    public required string Workflow { get; init; }

    /// <summary>Context key <c>runtime</c>.</summary>
    public required FunctionRuntime Runtime { get; init; }

    /// <summary>
    /// Context key <c>memoryMb</c>: MB for Validate, Transform and Merge, 128 to 10240. CPU comes with it, and most of their time is start-up.
    /// </summary>
    public required int MemoryMb { get; init; }

    /// <summary>Context key <c>callProviderMemoryMb</c>: MB for CallProvider, 128 to 10240. It mostly waits for a provider, at this price.</summary>
    public required int CallProviderMemoryMb { get; init; }

    /// <summary>Context key <c>logRetentionDays</c>: how long CloudWatch keeps each log group.</summary>
    public required RetentionDays LogRetention { get; init; }

    /// <summary>Context key <c>workflowLogLevel</c>: which history events Step Functions logs.</summary>
    public required LogLevel WorkflowLogLevel { get; init; }

    /// <summary>Context key <c>workflowLogExecutionData</c>: whether states' input and output, prompts and answers with them, are logged.</summary>
    public required bool WorkflowLogExecutionData { get; init; }

    /// <summary>Reads and checks the context.</summary>
    /// <param name="context">Gives a key's value, or null where it is not set.</param>
    /// <param name="names">Every key that is set, so that a misspelt one is told, not ignored. CDK's own, with other signs, are let be.</param>
    /// <param name="root">What relative paths start from.</param>
    /// <exception cref="StackInputException">With every complaint, each naming the key and what it may be.</exception>
    public static StackSettings Read(Func<string, object?> context, IEnumerable<string> names, string root)
    {
        var reader = new ContextReader(context);
        var settings = new StackSettings
        {
            StackName = reader.Text("stackName", "AiProxy", SettingLimits.StackNamePattern, SettingLimits.StackName),
            Artifacts = Path.GetFullPath(reader.Text("artifacts", "artifacts/functions"), root),
            Routes = Path.GetFullPath(reader.Text("routes", "routes.json"), root),
            Workflow = Path.Combine(root, "statemachines", "aggregate.asl.json"),
            Runtime = reader.Choice("runtime", "dotnet10", FunctionRuntime.ByName),
            MemoryMb = reader.Integer("memoryMb", 1024, SettingLimits.LeastMemoryMb, SettingLimits.MostMemoryMb),
            CallProviderMemoryMb = reader.Integer("callProviderMemoryMb", 512, SettingLimits.LeastMemoryMb, SettingLimits.MostMemoryMb),
            LogRetention = reader.Choice("logRetentionDays", "30", SettingLimits.LogRetention),
            WorkflowLogLevel = reader.Choice("workflowLogLevel", "ERROR", SettingLimits.WorkflowLogLevels),
            WorkflowLogExecutionData = reader.Flag("workflowLogExecutionData", false),
        };
        reader.RefuseUnknown(names);
        reader.ThrowIfAnyProblem();
        return settings;
    }
}
