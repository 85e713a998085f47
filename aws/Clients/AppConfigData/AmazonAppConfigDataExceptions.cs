using AiProxy.Aws.Clients.Runtime;
using Amazon.AppConfigData.Model;
using Amazon.Runtime;

namespace Amazon.AppConfigData;

/// <summary>The exceptions of the service's error codes.</summary>
internal static class AmazonAppConfigDataExceptions
{
    public static AmazonServiceException Of(ServiceFailure f) => f.Code switch
    {
        "BadRequestException" => new BadRequestException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        "InternalServerException" => new InternalServerException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        "ResourceNotFoundException" => new ResourceNotFoundException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        "ThrottlingException" => new ThrottlingException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        _ => new AmazonAppConfigDataException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
    };
}
