using AiProxy.Aws.Clients.Runtime;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Amazon.StepFunctions;

/// <summary>How to reach Step Functions. <see cref="ClientConfig.ServiceURL"/> names an endpoint of one's own.</summary>
public class AmazonStepFunctionsConfig : ClientConfig
{
    private static readonly string UserAgentString = InternalSDKUtils.BuildUserAgentString(AmazonStepFunctionsClient.Service.ServiceId, "4.0.100");

    /// <summary>With the SDK's defaults.</summary>
    public AmazonStepFunctionsConfig()
        : base(new DefaultConfigurationProvider(DefaultModes.All))
    {
        base.ServiceId = AmazonStepFunctionsClient.Service.ServiceId;
        AuthenticationServiceName = AmazonStepFunctionsClient.Service.EndpointPrefix;
        EndpointProvider = new JsonEndpointProvider(AmazonStepFunctionsClient.Service.EndpointPrefix);
    }

    /// <summary>The id of the service.</summary>
    public static new string ServiceId => AmazonStepFunctionsClient.Service.ServiceId;

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => AmazonStepFunctionsClient.Service.EndpointPrefix;

    /// <inheritdoc/>
    public override string ServiceVersion => AmazonStepFunctionsClient.Service.ApiVersion;

    /// <inheritdoc/>
    public override string UserAgent => UserAgentString;

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters)
    {
        var resolved = new OperationParameters
        {
            ["Region"] = parameters.AlternateEndpoint?.SystemName ?? RegionEndpoint?.SystemName,
            ["UseDualStack"] = UseDualstackEndpoint,
            ["UseFIPS"] = UseFIPSEndpoint,
            ["Endpoint"] = ServiceURL,
        };
        return EndpointProvider.ResolveEndpoint(resolved);
    }

    private sealed class OperationParameters : EndpointParameters;
}
