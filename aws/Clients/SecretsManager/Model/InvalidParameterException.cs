using System.Net;
using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

/// <summary>A parameter is not valid.</summary>
public class InvalidParameterException : AmazonSecretsManagerException
{
    /// <summary>With a message.</summary>
    public InvalidParameterException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public InvalidParameterException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public InvalidParameterException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
