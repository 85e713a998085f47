using AiProxy.Cdk.Data;
using AiProxy.Cdk.Functions;
using AiProxy.Cdk.Settings;
using AiProxy.Cdk.Workflow;
using Amazon.CDK;
using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.Logs;
using Constructs;

namespace AiProxy.Cdk.FrontDoor;

/// <summary>
/// The REST API: requests and the list of models for whom the authorizer knows, the health check for all, nothing else. Every error that API Gateway
/// writes itself has OpenAI's shape.
/// </summary>
internal sealed class ApiFrontDoor : Construct
{
    public const string StageName = "live";

    // TLS 1.2 and 1.3 with forward secrecy.
    private const string TlsPolicy = "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09";
    private readonly StackFunctions _functions;
    private readonly StackSettings _settings;

    public ApiFrontDoor(
        Construct scope, string id, StackFunctions functions, AggregateWorkflow workflow, EncryptionKey key, StackSettings settings)
        : base(scope, id)
    {
        _functions = functions;
        _settings = settings;
        AccessLog = new LogGroup(this, "AccessLog", new LogGroupProps
        {
            LogGroupName = $"/aws/apigateway/{settings.StackName}-access",
            Retention = settings.LogRetention,
            EncryptionKey = key.Key,
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        Api = CreateApi();
        Authorizer = new TokenAuthorizer(this, "Authorizer", new TokenAuthorizerProps
        {
            AuthorizerName = "keys",
            Handler = functions.Authorize.Live,
            IdentitySource = IdentitySource.Header("Authorization"),
            // What cannot be a key (functions/Authorize/Keys/PresentedKey.cs) is 401 without an invocation.
            ValidationRegex = "^[Bb]earer +aip_[A-Za-z0-9-]{1,64}_[A-Za-z0-9_-]{43,128}$",
            ResultsCacheTtl = Duration.Seconds(settings.AuthorizerCacheSeconds),
        });
        AddMethods(workflow);
        GatewayResponses.AddTo(Api);
        UsagePlan = CreateUsagePlan();
        // The library's own output of the same address, under a name that it makes up.
        Api.Node.TryRemoveChild("Endpoint");
        BaseUrl = settings.DomainName is null ? $"{Api.Url}v1" : ApiDomain.Attach(this, Api, settings);
    }

    public RestApi Api { get; }

    public TokenAuthorizer Authorizer { get; }

    /// <summary>What a caller's key is attached to: its rate and its quota a day.</summary>
    public UsagePlan UsagePlan { get; }

    public LogGroup AccessLog { get; }

    /// <summary>What an OpenAI client takes as its base URL, as a token.</summary>
    public string BaseUrl { get; }

    private RestApi CreateApi()
    {
        RestApi api = NewApi();
        // A Regional API takes TLS 1.0 by default. The library is older than these two properties:
        // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html.
        var definition = (CfnRestApi)api.Node.DefaultChild!;
        definition.AddPropertyOverride("SecurityPolicy", TlsPolicy);
        definition.AddPropertyOverride("EndpointAccessMode", "BASIC");
        return api;
    }

    private RestApi NewApi() => new(this, "Api", new RestApiProps
    {
        RestApiName = _settings.StackName,
        Description = "AiProxy: one chat request in, one answer out.",
        // An edge-optimized API would end a stream that is silent for 30 s.
        EndpointTypes = [EndpointType.REGIONAL],
        // A caller shows one key; the authorizer says which of API Gateway's own keys counts its requests.
        ApiKeySourceType = ApiKeySourceType.AUTHORIZER,
        CloudWatchRole = _settings.ApiLogsRole,
        DisableExecuteApiEndpoint = _settings.DomainName is not null,
        DeployOptions = new StageOptions
        {
            StageName = StageName,
            ThrottlingRateLimit = _settings.ThrottleRate,
            ThrottlingBurstLimit = _settings.ThrottleBurst,
            TracingEnabled = true,
            // The stage's own metrics cost nothing; those by method would be paid for one by one, and the access log tells as much.
            MetricsEnabled = false,
            // API Gateway's execution log would hold bodies and Authorization headers.
            LoggingLevel = MethodLoggingLevel.OFF,
            DataTraceEnabled = false,
            AccessLogDestination = new LogGroupLogDestination(AccessLog),
            AccessLogFormat = AccessLogFields.Format,
            MethodOptions = new Dictionary<string, IMethodDeploymentOptions>
            {
                // The one method that anybody may call.
                ["/healthz/GET"] = new MethodDeploymentOptions
                {
                    ThrottlingRateLimit = 5,
                    ThrottlingBurstLimit = 10,
                    MetricsEnabled = false,
                    LoggingLevel = MethodLoggingLevel.OFF,
                },
            },
        },
    });

    private void AddMethods(AggregateWorkflow workflow)
    {
        var known = new MethodOptions { AuthorizationType = AuthorizationType.CUSTOM, Authorizer = Authorizer, ApiKeyRequired = true };
        Amazon.CDK.AWS.APIGateway.Resource v1 = Api.Root.AddResource("v1");
        Amazon.CDK.AWS.APIGateway.Resource completions = v1.AddResource("chat").AddResource("completions");
        if (_settings.IsLean)
            LeanMethod.AddTo(this, completions, workflow, known, _settings);
        else
            ProxyMethod.AddTo(completions, "POST", _functions.Gateway, known, _settings);
        ProxyMethod.AddTo(v1.AddResource("models"), "GET", _functions.Gateway, known, _settings);
        var anybody = new MethodOptions { AuthorizationType = AuthorizationType.NONE };
        ProxyMethod.AddTo(Api.Root.AddResource("healthz"), "GET", _functions.Gateway, anybody, _settings);
    }

    private UsagePlan CreateUsagePlan() => new(this, "UsagePlan", new UsagePlanProps
    {
        Name = $"{_settings.StackName}-callers",
        Description = "Limits of one caller's key.",
        ApiStages = [new UsagePlanPerApiStage { Api = Api, Stage = Api.DeploymentStage }],
        Throttle = new ThrottleSettings { RateLimit = _settings.KeyThrottleRate, BurstLimit = _settings.KeyThrottleBurst },
        Quota = _settings.KeyQuotaPerDay == 0 ? null : new QuotaSettings { Limit = _settings.KeyQuotaPerDay, Period = Period.DAY },
    });
}
