using AiProxy.Aws.Clients.Runtime;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3.Model;

namespace Amazon.S3;

/// <summary>
/// S3 over the SDK's own pipeline: its credentials, signer, retries and HTTP client. The signature covers a body's SHA-256, so what S3 keeps is what was sent.
/// </summary>
public class AmazonS3Client : AmazonServiceClient, IAmazonS3
{
    private const string Namespace = "Amazon.S3";

    private static readonly InvokeOptions PutObjectOptions = new()
    {
        RequestMarshaller = new RestRequestMarshaller<PutObjectRequest>(Namespace, "PUT", "/{Key+}", PutObjectRequest.Write),
        ResponseUnmarshaller = new S3ResponseReader((head, _) => new PutObjectResponse { ETag = head.GetHeaderValue("ETag") }, streams: false),
    };

    private static readonly InvokeOptions GetObjectOptions = new()
    {
        RequestMarshaller = new RestRequestMarshaller<GetObjectRequest>(Namespace, "GET", "/{Key+}", GetObjectRequest.Write),
        ResponseUnmarshaller = new S3ResponseReader(
            (head, body) => new GetObjectResponse { ETag = head.GetHeaderValue("ETag"), ResponseStream = body }, streams: true),
    };

    private static readonly IServiceMetadata Metadata = new ServiceMetadata(AmazonS3Config.ServiceId);

    /// <summary>With the credentials and the region of the environment.</summary>
    public AmazonS3Client()
        : base(new AmazonS3Config())
    {
    }

    /// <summary>With the credentials of the environment.</summary>
    public AmazonS3Client(AmazonS3Config config)
        : base(config)
    {
    }

    /// <summary>With credentials and a configuration.</summary>
    public AmazonS3Client(AWSCredentials credentials, AmazonS3Config clientConfig)
        : base(credentials, clientConfig)
    {
    }

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => Metadata;

    /// <inheritdoc/>
    public virtual Task<PutObjectResponse> PutObjectAsync(PutObjectRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PutObjectResponse>(request, PutObjectOptions, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<GetObjectResponse> GetObjectAsync(GetObjectRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetObjectResponse>(request, GetObjectOptions, cancellationToken);

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new S3EndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4AuthHandler());
    }
}
