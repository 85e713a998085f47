using AiProxy.Aws.Clients.Runtime;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Amazon.DynamoDBv2;

/// <summary>The exceptions of the service's error codes.</summary>
internal static class AmazonDynamoDBExceptions
{
    public static AmazonServiceException Of(ServiceFailure f) => f.Code switch
    {
        "ConditionalCheckFailedException" => new ConditionalCheckFailedException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status) { Item = Items.OfRefused(f.Body) },
        "InternalServerErrorException" => new InternalServerErrorException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        "ProvisionedThroughputExceededException" => new ProvisionedThroughputExceededException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        "RequestLimitExceededException" => new RequestLimitExceededException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        "ResourceNotFoundException" => new ResourceNotFoundException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        "ThrottlingException" => new ThrottlingException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        "TransactionConflictException" => new TransactionConflictException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        _ => new AmazonDynamoDBException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
    };
}
