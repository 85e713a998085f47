using Amazon.Runtime;

namespace AiProxy.Aws.Clients.Runtime;

/// <summary>What tells one AWS JSON service from another.</summary>
/// <param name="ServiceId">The SDK's id, for configuration and the user agent.</param>
/// <param name="ApiVersion">The API's date.</param>
/// <param name="EndpointPrefix">The first label of its host names, and its name in signatures.</param>
/// <param name="TargetPrefix">What X-Amz-Target starts with.</param>
/// <param name="JsonVersion">1.0 or 1.1.</param>
/// <param name="Failure">Makes the service's own exception of an error.</param>
internal sealed record JsonService(
    string ServiceId,
    string ApiVersion,
    string EndpointPrefix,
    string TargetPrefix,
    string JsonVersion,
    Func<ServiceFailure, AmazonServiceException> Failure);
