using AiProxy.Aws.Clients.Runtime;
using Amazon.Runtime;
using Amazon.SecretsManager.Model;

namespace Amazon.SecretsManager;

/// <summary>The exceptions of the service's error codes.</summary>
internal static class AmazonSecretsManagerExceptions
{
    public static AmazonServiceException Of(ServiceFailure f) => f.Code switch
    {
        "DecryptionFailure" => new DecryptionFailureException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        "InternalServiceError" => new InternalServiceErrorException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        "InvalidParameterException" => new InvalidParameterException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        "InvalidRequestException" => new InvalidRequestException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        "ResourceNotFoundException" => new ResourceNotFoundException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        _ => new AmazonSecretsManagerException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
    };
}
