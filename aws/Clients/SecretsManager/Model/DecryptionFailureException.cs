using System.Net;
using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

/// <summary>The secret's key cannot decrypt it.</summary>
public class DecryptionFailureException : AmazonSecretsManagerException
{
    /// <summary>With a message.</summary>
    public DecryptionFailureException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public DecryptionFailureException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public DecryptionFailureException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
