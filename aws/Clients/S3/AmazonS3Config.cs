using AiProxy.Aws.Clients.Runtime;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Amazon.S3;

/// <summary>How to reach S3. <see cref="ClientConfig.ServiceURL"/> names an endpoint of one's own.</summary>
public class AmazonS3Config : ClientConfig
{
    private const string Name = "S3";
    private const string Prefix = "s3";
    private static readonly string UserAgentString = InternalSDKUtils.BuildUserAgentString(Name, "4.1.0");

    /// <summary>With the SDK's defaults.</summary>
    public AmazonS3Config()
        : base(new DefaultConfigurationProvider(DefaultModes.All))
    {
        base.ServiceId = Name;
        AuthenticationServiceName = Prefix;
        EndpointProvider = new S3Endpoint();
    }

    /// <summary>The id of the service.</summary>
    public static new string ServiceId => Name;

    /// <summary>Whether the bucket stands in the path rather than in the host name, false by default; S3's look-alikes often need it.</summary>
    public bool ForcePathStyle { get; set; }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => Prefix;

    /// <inheritdoc/>
    public override string ServiceVersion => "2006-03-01";

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
            ["Bucket"] = (parameters.Request as AmazonS3Request)?.BucketName,
            [nameof(ForcePathStyle)] = ForcePathStyle,
        };
        return EndpointProvider.ResolveEndpoint(resolved);
    }

    private sealed class OperationParameters : EndpointParameters;
}
