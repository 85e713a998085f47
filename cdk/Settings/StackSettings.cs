using AiProxy.Cdk.Functions;
using AiProxy.Cdk.Observability;
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

    /// <summary>Context key <c>artifacts</c>: the absolute path of the folder that holds one published folder a function. Default: <c>artifacts/functions</c>.</summary>
    public required string Artifacts { get; init; }

    /// <summary>Whether the synthesis makes the packages in <see cref="Artifacts"/> itself: unless the context names a folder of them.</summary>
    public required bool MakesPackages { get; init; }

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

    /// <summary>
    /// Context key <c>gatewayMemoryMb</c>: MB for the Gateway function, 128 to 10240. It mostly waits for the workflow, at this price.
    /// </summary>
    public required int GatewayMemoryMb { get; init; }

    /// <summary>Context key <c>authorizeMemoryMb</c>: MB for the authorizer, 128 to 10240.</summary>
    public required int AuthorizeMemoryMb { get; init; }

    /// <summary>
    /// Context key <c>frontDoor</c>: <c>gateway</c> or <c>lean</c>. Lean: API Gateway starts the workflow itself, so nobody pays for waiting; bodies up
    /// to 200 KiB, no streaming, no stored answers of whole requests.
    /// </summary>
    public required bool IsLean { get; init; }

    /// <summary>
    /// Context key <c>apiTimeoutSeconds</c>: longest API Gateway waits for an answer, 5 to 310. Streaming integrations may wait longer than 29 s;
    /// the lean front door only where the account's quota was raised.
    /// </summary>
    public required int ApiTimeoutSeconds { get; init; }

    /// <summary>Context key <c>apiTimeoutQuotaRaised</c>: whether the account's quota for integrations that do not stream is above 29 s.</summary>
    public required bool ApiTimeoutQuotaRaised { get; init; }

    /// <summary>Context key <c>apiLogsRole</c>: whether the stack sets the account's role for API Gateway's logs, one an account and region.</summary>
    public required bool ApiLogsRole { get; init; }

    /// <summary>Context key <c>throttleRate</c>: requests a second over all callers.</summary>
    public required int ThrottleRate { get; init; }

    /// <summary>Context key <c>throttleBurst</c>: requests at once over all callers.</summary>
    public required int ThrottleBurst { get; init; }

    /// <summary>Context key <c>keyThrottleRate</c>: requests a second of one key.</summary>
    public required int KeyThrottleRate { get; init; }

    /// <summary>Context key <c>keyThrottleBurst</c>: requests at once of one key.</summary>
    public required int KeyThrottleBurst { get; init; }

    /// <summary>Context key <c>keyQuotaPerDay</c>: requests a day of one key; 0: no quota.</summary>
    public required int KeyQuotaPerDay { get; init; }

    /// <summary>Context key <c>authorizerCacheSeconds</c>: how long API Gateway remembers what the authorizer said, 0 to 3600; a revoked key works as long.</summary>
    public required int AuthorizerCacheSeconds { get; init; }

    /// <summary>Context key <c>domainName</c>: the API's own name instead of API Gateway's, or null.</summary>
    public required string? DomainName { get; init; }

    /// <summary>Context key <c>certificateArn</c>: the certificate of <see cref="DomainName"/>, in ACM in the stack's region.</summary>
    public required string? CertificateArn { get; init; }

    /// <summary>Context key <c>encryption</c>: whether a KMS key of the account's own encrypts tables, bucket and logs (<c>customer</c>), or AWS's (<c>aws</c>).</summary>
    public required bool OwnKey { get; init; }

    /// <summary>Context key <c>reservedConcurrency</c>: most instances a function may have, by its name; it takes them from the account's.</summary>
    public required IReadOnlyDictionary<string, int> ReservedConcurrency { get; init; }

    /// <summary>Context key <c>provisionedConcurrency</c>: instances kept ready, by the function's name; they cost while they wait.</summary>
    public required IReadOnlyDictionary<string, int> ProvisionedConcurrency { get; init; }

    /// <summary>Context key <c>workflowRollout</c>: how a new version of the workflow takes over.</summary>
    public required string WorkflowRollout { get; init; }

    /// <summary>Context key <c>workflowRolloutPercent</c>: the share of executions that a canary, or one step of a linear rollout, takes over.</summary>
    public required int WorkflowRolloutPercent { get; init; }

    /// <summary>Context key <c>workflowRolloutMinutes</c>: how long the canary, or one step, is watched.</summary>
    public required int WorkflowRolloutMinutes { get; init; }

    /// <summary>Context key <c>routesRolloutMinutes</c>: how long AppConfig takes to hand new routes to every instance.</summary>
    public required int RoutesRolloutMinutes { get; init; }

    /// <summary>Context key <c>routesBakeMinutes</c>: how long AppConfig watches the alarms after that, ready to go back.</summary>
    public required int RoutesBakeMinutes { get; init; }

    /// <summary>Context key <c>logRetentionDays</c>: how long CloudWatch keeps each log group.</summary>
    public required RetentionDays LogRetention { get; init; }

    /// <summary>Context key <c>workflowLogLevel</c>: which history events Step Functions logs.</summary>
    public required LogLevel WorkflowLogLevel { get; init; }

    /// <summary>Context key <c>workflowLogExecutionData</c>: whether states' input and output, prompts and answers with them, are logged.</summary>
    public required bool WorkflowLogExecutionData { get; init; }

    /// <summary>Context keys about alarms and the budget.</summary>
    public required AlarmSettings Alarms { get; init; }

    /// <summary>Reads and checks the context.</summary>
    /// <param name="context">Gives a key's value, or null where it is not set.</param>
    /// <param name="names">Every key that is set, so that a misspelt one is told, not ignored. CDK's own, with other signs, are let be.</param>
    /// <param name="root">What relative paths start from.</param>
    /// <exception cref="StackInputException">With every complaint, each naming the key and what it may be.</exception>
    public static StackSettings Read(Func<string, object?> context, IEnumerable<string> names, string root)
    {
        var reader = new ContextReader(context);
        string? artifacts = reader.OptionalText("artifacts", "\\S", "a folder");
        var settings = new StackSettings
        {
            StackName = reader.Text("stackName", "AiProxy", SettingLimits.StackNamePattern, SettingLimits.StackName),
            Artifacts = Path.GetFullPath(artifacts ?? "artifacts/functions", root),
            MakesPackages = artifacts is null,
            Routes = Path.GetFullPath(reader.Text("routes", "routes.json"), root),
            Workflow = Path.Combine(root, "statemachines", "aggregate.asl.json"),
            Runtime = reader.Choice("runtime", "dotnet10", FunctionRuntime.ByName),
            MemoryMb = reader.Integer("memoryMb", 1024, SettingLimits.LeastMemoryMb, SettingLimits.MostMemoryMb),
            CallProviderMemoryMb = reader.Integer("callProviderMemoryMb", 512, SettingLimits.LeastMemoryMb, SettingLimits.MostMemoryMb),
            GatewayMemoryMb = reader.Integer("gatewayMemoryMb", 512, SettingLimits.LeastMemoryMb, SettingLimits.MostMemoryMb),
            AuthorizeMemoryMb = reader.Integer("authorizeMemoryMb", 512, SettingLimits.LeastMemoryMb, SettingLimits.MostMemoryMb),
            IsLean = reader.Choice("frontDoor", "gateway", SettingLimits.FrontDoors),
            ApiTimeoutSeconds = reader.Integer("apiTimeoutSeconds", TimeLimits.BufferedSeconds, 5, TimeLimits.MostApiSeconds),
            ApiTimeoutQuotaRaised = reader.Flag("apiTimeoutQuotaRaised", false),
            ApiLogsRole = reader.Flag("apiLogsRole", true),
            ThrottleRate = reader.Integer("throttleRate", 50, 1, 10_000),
            ThrottleBurst = reader.Integer("throttleBurst", 100, 1, 5_000),
            KeyThrottleRate = reader.Integer("keyThrottleRate", 10, 1, 10_000),
            KeyThrottleBurst = reader.Integer("keyThrottleBurst", 20, 1, 5_000),
            KeyQuotaPerDay = reader.Integer("keyQuotaPerDay", 50_000, 0, int.MaxValue),
            AuthorizerCacheSeconds = reader.Integer("authorizerCacheSeconds", 60, 0, 3600),
            DomainName = reader.OptionalText("domainName", SettingLimits.DomainNamePattern, SettingLimits.DomainName),
            CertificateArn = reader.OptionalText("certificateArn", SettingLimits.CertificateArnPattern, SettingLimits.CertificateArn),
            OwnKey = reader.Choice("encryption", "aws", SettingLimits.Encryptions),
            ReservedConcurrency = reader.Numbers("reservedConcurrency", FunctionNames.All, 1, 100_000),
            ProvisionedConcurrency = reader.Numbers("provisionedConcurrency", FunctionNames.Packages, 1, 100_000),
            WorkflowRollout = reader.Choice("workflowRollout", "CANARY", SettingLimits.Rollouts),
            WorkflowRolloutPercent = reader.Integer("workflowRolloutPercent", 10, 1, 99),
            WorkflowRolloutMinutes = reader.Integer("workflowRolloutMinutes", 5, 1, 2100),
            RoutesRolloutMinutes = reader.Integer("routesRolloutMinutes", 2, 0, 1440),
            RoutesBakeMinutes = reader.Integer("routesBakeMinutes", 5, 0, 1440),
            LogRetention = reader.Choice("logRetentionDays", "30", SettingLimits.LogRetention),
            WorkflowLogLevel = reader.Choice("workflowLogLevel", "ERROR", SettingLimits.WorkflowLogLevels),
            WorkflowLogExecutionData = reader.Flag("workflowLogExecutionData", false),
            Alarms = AlarmSettings.Read(reader),
        };
        // Of values that are wrong by themselves nothing more is to be said.
        if (!reader.HasProblems)
            SettingRules.Check(settings, reader);
        reader.RefuseUnknown(names);
        reader.ThrowIfAnyProblem();
        return settings;
    }
}
