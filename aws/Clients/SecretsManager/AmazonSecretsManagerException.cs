using System.Net;
using Amazon.Runtime;

namespace Amazon.SecretsManager;

/// <summary>What Secrets Manager answered to a request that it refused.</summary>
public class AmazonSecretsManagerException : AmazonServiceException
{
    /// <summary>With a message.</summary>
    public AmazonSecretsManagerException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public AmazonSecretsManagerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public AmazonSecretsManagerException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
