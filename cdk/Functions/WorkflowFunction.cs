using AiProxy.Cdk.Settings;
using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Constructs;

namespace AiProxy.Cdk.Functions;

/// <summary>
/// One function that the workflow invokes: its log group, a role that may write to it and send traces (what else it may is given by others), and
/// a published version.
/// </summary>
internal sealed class WorkflowFunction : Construct
{
    public WorkflowFunction(Construct scope, FunctionPackage package, int memoryMb, Duration timeout, StackSettings settings)
        : base(scope, package.Function)
    {
        var logs = new LogGroup(this, "Logs", new LogGroupProps
        {
            LogGroupName = $"/aws/lambda/{settings.StackName}-{package.Function}",
            Retention = settings.LogRetention,
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        // A role of our own: Lambda's managed policy would let it write to every log group of the account.
        var role = new Role(this, "Role", new RoleProps { AssumedBy = new ServicePrincipal("lambda.amazonaws.com") });
        logs.GrantWrite(role);
        Function = new Function(this, "Function", new FunctionProps
        {
            Description = $"AiProxy: {package.Function}, a state of the workflow.",
            Runtime = settings.Runtime.ToRuntime(),
            Architecture = Architecture.ARM_64,
            Handler = package.AssemblyName,
            Code = Code.FromAsset(package.Folder, new Amazon.CDK.AWS.S3.Assets.AssetOptions
            {
                // Of no use beside a native program, and larger than it.
                Exclude = settings.Runtime.IsManaged ? [] : ["*.dbg", "*.pdb"],
            }),
            MemorySize = memoryMb,
            Timeout = timeout,
            Role = role,
            LogGroup = logs,
            Tracing = Tracing.ACTIVE,
            Environment = new Dictionary<string, string>
            {
                ["ANNOTATIONS_HANDLER"] = package.Function,
                ["POWERTOOLS_SERVICE_NAME"] = "aiproxy",
            },
            // An execution that started before a deployment goes on with the version its definition names.
            CurrentVersionOptions = new VersionOptions { RemovalPolicy = RemovalPolicy.RETAIN },
        });
    }

    public Function Function { get; }

    /// <summary>The ARN of the version that this deployment publishes, as a token.</summary>
    public string VersionArn => Function.CurrentVersion.FunctionArn;
}
