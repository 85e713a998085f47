using Amazon.Runtime;

namespace AiProxy.Aws.Clients.Runtime;

/// <summary>What tells one service from another.</summary>
/// <param name="ServiceId">The SDK's id: AWS_ENDPOINT_URL_{ID} names an endpoint of one's own.</param>
/// <param name="EndpointPrefix">The first label of its host names.</param>
/// <param name="SigningName">Its name in signatures.</param>
/// <param name="Failure">Makes the service's own exception of an error.</param>
internal sealed record ServiceDescription(
    string ServiceId, string EndpointPrefix, string SigningName, Func<ServiceFailure, AmazonServiceException> Failure)
{
    /// <summary>Whether errors are XML rather than JSON; S3's are.</summary>
    public bool HasXmlErrors { get; init; }
}
