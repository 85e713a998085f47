using System.Net;
using Amazon.Runtime;

namespace Amazon.DynamoDBv2.Model;

/// <summary>Throttled.</summary>
public class ThrottlingException : AmazonDynamoDBException
{
    /// <summary>With a message.</summary>
    public ThrottlingException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public ThrottlingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public ThrottlingException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
