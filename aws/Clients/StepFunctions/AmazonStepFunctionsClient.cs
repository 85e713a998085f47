using AiProxy.Aws.Clients.Runtime;
using Amazon.Runtime;
using Amazon.StepFunctions.Model;

namespace Amazon.StepFunctions;

/// <summary>Step Functions, see <see cref="ServiceClient"/>.</summary>
public class AmazonStepFunctionsClient : JsonServiceClient, IAmazonStepFunctions
{
    internal static readonly ServiceDescription Service = new("SFN", "states", "states", AmazonStepFunctionsExceptions.Of);

    /// <summary>With the credentials and the region of the environment.</summary>
    public AmazonStepFunctionsClient()
        : this(null!, new AmazonStepFunctionsConfig())
    {
    }

    /// <summary>With the credentials of the environment, in a region.</summary>
    public AmazonStepFunctionsClient(RegionEndpoint region)
        : this(null!, new AmazonStepFunctionsConfig { RegionEndpoint = region })
    {
    }

    /// <summary>With the credentials of the environment.</summary>
    public AmazonStepFunctionsClient(AmazonStepFunctionsConfig config)
        : this(null!, config)
    {
    }

    /// <summary>With credentials.</summary>
    public AmazonStepFunctionsClient(AWSCredentials credentials)
        : this(credentials, new AmazonStepFunctionsConfig())
    {
    }

    /// <summary>With credentials, in a region.</summary>
    public AmazonStepFunctionsClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonStepFunctionsConfig { RegionEndpoint = region })
    {
    }

    /// <summary>With credentials and a configuration.</summary>
    public AmazonStepFunctionsClient(AWSCredentials credentials, AmazonStepFunctionsConfig clientConfig)
        : base(Service, "AWSStepFunctions", "1.0", clientConfig, credentials)
    {
    }

    /// <inheritdoc/>
    public virtual Task<StartSyncExecutionResponse> StartSyncExecutionAsync(StartSyncExecutionRequest request, CancellationToken cancellationToken = default) =>
        CallAsync("StartSyncExecution", request.WriteTo, StartSyncExecutionResponse.Read, cancellationToken, hostPrefix: "sync-");
}
