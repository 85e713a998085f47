using System.Net;
using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

/// <summary>Something failed on the service's side; worth another try.</summary>
public class InternalServiceErrorException : AmazonSecretsManagerException
{
    /// <summary>With a message.</summary>
    public InternalServiceErrorException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public InternalServiceErrorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public InternalServiceErrorException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
