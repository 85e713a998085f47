using System.Net;
using Amazon.Runtime;

namespace Amazon.DynamoDBv2.Model;

/// <summary>Throttled: the account takes no more at the moment.</summary>
public class RequestLimitExceededException : AmazonDynamoDBException
{
    /// <summary>With a message.</summary>
    public RequestLimitExceededException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public RequestLimitExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public RequestLimitExceededException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
