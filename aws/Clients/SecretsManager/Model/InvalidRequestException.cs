using System.Net;
using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

/// <summary>The request is not valid for the secret as it is, such as one that is about to be deleted.</summary>
public class InvalidRequestException : AmazonSecretsManagerException
{
    /// <summary>With a message.</summary>
    public InvalidRequestException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public InvalidRequestException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public InvalidRequestException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
