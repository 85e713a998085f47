using AiProxy.Aws.Clients.Runtime;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Amazon.SecretsManager;

/// <summary>How to reach Secrets Manager. <see cref="ClientConfig.ServiceURL"/> names an endpoint of one's own.</summary>
public class AmazonSecretsManagerConfig : ClientConfig
{
    private static readonly string UserAgentString = InternalSDKUtils.BuildUserAgentString(AmazonSecretsManagerClient.Service.ServiceId, "4.0.100");

    /// <summary>With the SDK's defaults.</summary>
    public AmazonSecretsManagerConfig()
        : base(new DefaultConfigurationProvider(DefaultModes.All))
    {
        base.ServiceId = AmazonSecretsManagerClient.Service.ServiceId;
        AuthenticationServiceName = AmazonSecretsManagerClient.Service.EndpointPrefix;
        EndpointProvider = new JsonEndpointProvider(AmazonSecretsManagerClient.Service.EndpointPrefix);
    }

    /// <summary>The id of the service.</summary>
    public static new string ServiceId => AmazonSecretsManagerClient.Service.ServiceId;

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => AmazonSecretsManagerClient.Service.EndpointPrefix;

    /// <inheritdoc/>
    public override string ServiceVersion => AmazonSecretsManagerClient.Service.ApiVersion;

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
