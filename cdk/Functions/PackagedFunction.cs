using System.Globalization;
using AiProxy.Cdk.Data;
using AiProxy.Cdk.Settings;
using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Constructs;

namespace AiProxy.Cdk.Functions;

/// <summary>
/// One function: its log group, a role that may write to it and send traces (what else it may is given by others), and a published version.
/// </summary>
internal sealed class PackagedFunction : Construct
{
    private const string AliasName = "live";
    private readonly Lazy<Alias> _live;

    /// <param name="scope">Where it belongs.</param>
    /// <param name="name">The handler in the package, and the function's name after the stack's.</param>
    /// <param name="package">Where its code is.</param>
    /// <param name="description">What it is for, in a few words.</param>
    /// <param name="memoryMb">MB; CPU comes with it.</param>
    /// <param name="timeout">Longest an invocation may take.</param>
    /// <param name="key">Encrypts its log.</param>
    /// <param name="settings">What else differs between deployments.</param>
    public PackagedFunction(
        Construct scope, string name, FunctionPackage package, string description, int memoryMb, Duration timeout, EncryptionKey key, StackSettings settings)
        : base(scope, name)
    {
        Name = name;
        LogGroup = new LogGroup(this, "Logs", new LogGroupProps
        {
            LogGroupName = $"/aws/lambda/{settings.StackName}-{name}",
            Retention = settings.LogRetention,
            EncryptionKey = key.Key,
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        // A role of our own: Lambda's managed policy would let it write to every log group of the account.
        var role = new Role(this, "Role", new RoleProps { AssumedBy = new ServicePrincipal("lambda.amazonaws.com") });
        LogGroup.GrantWrite(role);
        Function = new Function(this, "Function", new FunctionProps
        {
            // A name that is known before the function is there: what watches it can be named in what the function depends on.
            FunctionName = $"{settings.StackName}-{name}",
            Description = $"AiProxy: {description}",
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
            LogGroup = LogGroup,
            Tracing = Tracing.ACTIVE,
            ReservedConcurrentExecutions = settings.ReservedConcurrency.TryGetValue(name, out int reserved) ? reserved : null,
            Environment = new Dictionary<string, string>
            {
                ["ANNOTATIONS_HANDLER"] = name,
                ["POWERTOOLS_SERVICE_NAME"] = "aiproxy",
            },
            // An execution that started before a deployment goes on with the version its definition names.
            CurrentVersionOptions = new VersionOptions { RemovalPolicy = RemovalPolicy.RETAIN },
        });
        _live = new(() => new Alias(this, "Live", new AliasProps
        {
            AliasName = AliasName,
            Version = Function.CurrentVersion,
            ProvisionedConcurrentExecutions = Provisioned(settings),
        }));
        IsProvisioned = Provisioned(settings) is not null;
    }

    /// <summary>The handler's name, as in <c>ANNOTATIONS_HANDLER</c>.</summary>
    public string Name { get; }

    public Function Function { get; }

    public LogGroup LogGroup { get; }

    /// <summary>Whether instances are kept ready. They stand behind the alias, so whoever invokes must name that.</summary>
    public bool IsProvisioned { get; }

    /// <summary>
    /// The alias of the published version, made when first asked for. Ask after everything that changes the function: the version is of what it is then.
    /// </summary>
    public Alias Live => _live.Value;

    /// <summary>
    /// What a workflow's definition names, as a token: the version that this deployment publishes, so that an execution under way keeps its code;
    /// or, where instances are kept ready, the alias that they stand behind.
    /// </summary>
    public string InvokedArn => IsProvisioned ? Live.FunctionArn : Function.CurrentVersion.FunctionArn;

    /// <summary>Lets the function do <paramref name="actions"/> on <paramref name="resources"/>.</summary>
    public void Allow(string[] actions, string[] resources, IReadOnlyDictionary<string, object>? conditions = null) =>
        Function.AddToRolePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = actions,
            Resources = resources,
            Conditions = conditions?.ToDictionary(),
        }));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} of {Node.Path}");

    private double? Provisioned(StackSettings settings) => settings.ProvisionedConcurrency.TryGetValue(Name, out int instances) ? instances : null;
}
