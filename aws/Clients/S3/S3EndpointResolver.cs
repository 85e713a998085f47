using AiProxy.Aws.Clients.Runtime;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.S3;

/// <summary>The step of the SDK's pipeline that finds the endpoint of a request: the service's, and the bucket in it.</summary>
internal sealed class S3EndpointResolver : ServiceEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext)
    {
        var parameters = base.MapEndpointsParameters(requestContext);
        parameters["Bucket"] = (requestContext.OriginalRequest as AmazonS3Request)?.BucketName;
        parameters[nameof(AmazonS3Config.ForcePathStyle)] = (requestContext.ClientConfig as AmazonS3Config)?.ForcePathStyle;
        return parameters;
    }
}
