using System.Net;
using Amazon.Runtime;

namespace Amazon.DynamoDBv2.Model;

/// <summary>A transaction is at the item.</summary>
public class TransactionConflictException : AmazonDynamoDBException
{
    /// <summary>With a message.</summary>
    public TransactionConflictException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public TransactionConflictException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public TransactionConflictException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
