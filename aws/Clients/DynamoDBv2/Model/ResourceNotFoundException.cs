using System.Net;
using Amazon.Runtime;

namespace Amazon.DynamoDBv2.Model;

/// <summary>There is no such table.</summary>
public class ResourceNotFoundException : AmazonDynamoDBException
{
    /// <summary>With a message.</summary>
    public ResourceNotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public ResourceNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public ResourceNotFoundException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
