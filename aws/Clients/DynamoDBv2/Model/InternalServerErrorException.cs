using System.Net;
using Amazon.Runtime;

namespace Amazon.DynamoDBv2.Model;

/// <summary>Something failed on the service's side.</summary>
public class InternalServerErrorException : AmazonDynamoDBException
{
    /// <summary>With a message.</summary>
    public InternalServerErrorException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public InternalServerErrorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public InternalServerErrorException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
