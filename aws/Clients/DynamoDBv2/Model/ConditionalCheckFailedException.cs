using System.Net;
using Amazon.Runtime;

namespace Amazon.DynamoDBv2.Model;

/// <summary>The condition of a write does not hold.</summary>
public class ConditionalCheckFailedException : AmazonDynamoDBException
{
    /// <summary>With a message.</summary>
    public ConditionalCheckFailedException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public ConditionalCheckFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public ConditionalCheckFailedException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>The item as it stood in the way, where the request asked for it; null where it did not, or there is none.</summary>
    public Dictionary<string, AttributeValue>? Item { get; set; }
}
