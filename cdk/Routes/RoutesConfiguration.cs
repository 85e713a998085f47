using System.Globalization;
using AiProxy.Cdk.Functions;
using AiProxy.Cdk.Secrets;
using AiProxy.Cdk.Settings;
using AiProxy.Cdk.Workflow;
using Amazon.CDK;
using Amazon.CDK.AWS.AppConfig;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Constructs;

namespace AiProxy.Cdk.Routes;

/// <summary>
/// The routes as a versioned configuration in AppConfig: a change needs no build, is checked by ValidateRoutes before it is handed out, and goes back
/// by itself when an alarm goes off while it is.
/// </summary>
internal sealed class RoutesConfiguration : Construct
{
    private const string Variable = "ROUTES_APPCONFIG";
    private readonly CfnApplication _application;
    private readonly CfnEnvironment _environment;
    private readonly CfnConfigurationProfile _profile;

    /// <param name="scope">Where it belongs.</param>
    /// <param name="id">The construct's id.</param>
    /// <param name="validator">Asked about each version.</param>
    /// <param name="secrets">The secrets that CallProvider may read: routes that name another are refused.</param>
    /// <param name="alarms">Any of them going off takes new routes back.</param>
    /// <param name="settings">The routes' file, and how fast they are handed out.</param>
    public RoutesConfiguration(
        Construct scope, string id, PackagedFunction validator, ProviderSecrets secrets, IReadOnlyList<Alarm> alarms, StackSettings settings)
        : base(scope, id)
    {
        validator.Function.AddEnvironment("ALLOWED_SECRETS", string.Join(',', secrets.Names));
        // The names alone: with the ARN, which it has no use for, the validator would depend on what depends on it.
        validator.Function.AddEnvironment("WORKFLOWS", $$"""{"{{AggregateWorkflow.Workflow}}":""}""");
        // What RouteLimits asks of the file's routes at synthesis, asked of every later version.
        validator.Function.AddEnvironment("MAX_DEADLINE_MS", TimeLimits.MostDeadlineMs(settings).ToString(CultureInfo.InvariantCulture));
        _application = new CfnApplication(this, "Application", new CfnApplicationProps { Name = settings.StackName, Description = "AiProxy's routes." });
        _environment = new CfnEnvironment(this, "Environment", new CfnEnvironmentProps
        {
            ApplicationId = _application.Ref,
            Name = "live",
            Monitors = Monitors(alarms),
        });
        _profile = new CfnConfigurationProfile(this, "Profile", new CfnConfigurationProfileProps
        {
            ApplicationId = _application.Ref,
            Name = "routes",
            Description = "What the 'model' of a request may name.",
            LocationUri = "hosted",
            Validators = new object[]
            {
                new CfnConfigurationProfile.ValidatorsProperty { Type = "LAMBDA", Content = validator.Function.FunctionArn },
            },
        });
        var permission = new CfnPermission(this, "Validate", new CfnPermissionProps
        {
            Action = "lambda:InvokeFunction",
            FunctionName = validator.Function.FunctionArn,
            Principal = "appconfig.amazonaws.com",
            SourceAccount = Stack.Of(this).Account,
        });
        Deploy(permission, settings);
    }

    /// <summary><c>application/environment/profile</c>, as tokens.</summary>
    public string Identifier => $"{_application.Ref}/{_environment.Ref}/{_profile.Ref}";

    /// <summary>Tells a function which configuration to follow, and lets it.</summary>
    public void AllowRead(PackagedFunction function)
    {
        function.Function.AddEnvironment(Variable, Identifier);
        function.Allow(["appconfig:StartConfigurationSession", "appconfig:GetLatestConfiguration"], [Stack.Of(this).FormatArn(new ArnComponents
        {
            Service = "appconfig",
            Resource = "application",
            ResourceName = $"{_application.Ref}/environment/{_environment.Ref}/configuration/{_profile.Ref}",
        })]);
    }

    private void Deploy(CfnPermission permission, StackSettings settings)
    {
        var version = new CfnHostedConfigurationVersion(this, "Version", new CfnHostedConfigurationVersionProps
        {
            ApplicationId = _application.Ref,
            ConfigurationProfileId = _profile.Ref,
            Content = File.ReadAllText(settings.Routes),
            ContentType = "application/json",
            Description = $"From {Path.GetFileName(settings.Routes)}.",
        });
        // The history of routes is what going back goes back to.
        version.ApplyRemovalPolicy(RemovalPolicy.RETAIN);
        version.AddDependency(permission);
        var strategy = new CfnDeploymentStrategy(this, "Strategy", new CfnDeploymentStrategyProps
        {
            Name = $"{settings.StackName}-routes",
            DeploymentDurationInMinutes = settings.RoutesRolloutMinutes,
            GrowthFactor = settings.RoutesRolloutMinutes == 0 ? 100 : 50,
            GrowthType = "LINEAR",
            FinalBakeTimeInMinutes = settings.RoutesBakeMinutes,
            ReplicateTo = "NONE",
        });
        _ = new CfnDeployment(this, "Deployment", new CfnDeploymentProps
        {
            ApplicationId = _application.Ref,
            EnvironmentId = _environment.Ref,
            ConfigurationProfileId = _profile.Ref,
            ConfigurationVersion = version.Ref,
            DeploymentStrategyId = strategy.Ref,
            Description = "By the stack.",
        });
    }

    private CfnEnvironment.MonitorsProperty[] Monitors(IReadOnlyList<Alarm> alarms)
    {
        // https://docs.aws.amazon.com/appconfig/latest/userguide/getting-started-with-appconfig-cloudwatch-alarms-permissions.html
        var role = new Role(this, "AlarmRole", new RoleProps
        {
            AssumedBy = new ServicePrincipal("appconfig.amazonaws.com"),
            InlinePolicies = new Dictionary<string, PolicyDocument>
            {
                ["ReadAlarms"] = new(new PolicyDocumentProps
                {
                    Statements =
                    [
                        new PolicyStatement(new PolicyStatementProps
                        {
                            // Knows no resource but '*' for a list of alarms by name.
                            Actions = ["cloudwatch:DescribeAlarms"],
                            Resources = ["*"],
                        }),
                    ],
                }),
            },
        });
        return [.. alarms.Select(alarm => new CfnEnvironment.MonitorsProperty { AlarmArn = alarm.AlarmArn, AlarmRoleArn = role.RoleArn })];
    }
}
