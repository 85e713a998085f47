using System.Net;
using Amazon.Runtime;

namespace Amazon.DynamoDBv2;

/// <summary>What DynamoDB answered to a request that it refused.</summary>
public class AmazonDynamoDBException : AmazonServiceException
{
    /// <summary>With a message.</summary>
    public AmazonDynamoDBException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public AmazonDynamoDBException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public AmazonDynamoDBException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
