using AiProxy.Aws.Clients.Runtime;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.StepFunctions.Model;

namespace Amazon.StepFunctions;

/// <summary>Step Functions over the SDK's own pipeline: its credentials, signer, retries and HTTP client.</summary>
public class AmazonStepFunctionsClient : AmazonServiceClient, IAmazonStepFunctions
{
    internal static readonly JsonService Service = new(
        "SFN", "2016-11-23", "states", "AWSStepFunctions", "1.0", AmazonStepFunctionsExceptions.Of);

    private static readonly InvokeOptions StartSyncExecutionOptions = new()
    {
        RequestMarshaller = new JsonRequestMarshaller<StartSyncExecutionRequest>(
            Service, "Amazon.StepFunctions", "StartSyncExecution", (json, request) => request.WriteTo(json), hostPrefix: "sync-"),
        ResponseUnmarshaller = new JsonResponseReader(Service, StartSyncExecutionResponse.Read),
    };

    private static readonly IServiceMetadata Metadata = new ServiceMetadata(Service.ServiceId);

    /// <summary>With the credentials and the region of the environment.</summary>
    public AmazonStepFunctionsClient()
        : base(new AmazonStepFunctionsConfig())
    {
    }

    /// <summary>With the credentials of the environment, in a region.</summary>
    public AmazonStepFunctionsClient(RegionEndpoint region)
        : base(new AmazonStepFunctionsConfig { RegionEndpoint = region })
    {
    }

    /// <summary>With the credentials of the environment.</summary>
    public AmazonStepFunctionsClient(AmazonStepFunctionsConfig config)
        : base(config)
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
        : base(credentials, clientConfig)
    {
    }

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => Metadata;

    /// <inheritdoc/>
    public virtual Task<StartSyncExecutionResponse> StartSyncExecutionAsync(
        StartSyncExecutionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StartSyncExecutionResponse>(request, StartSyncExecutionOptions, cancellationToken);

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ServiceEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4AuthHandler());
    }
}
