using System.Net;
using Amazon.Runtime;

namespace Amazon.AppConfigData;

/// <summary>What AppConfig answered to a request that it refused.</summary>
public class AmazonAppConfigDataException : AmazonServiceException
{
    /// <summary>With a message.</summary>
    public AmazonAppConfigDataException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public AmazonAppConfigDataException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public AmazonAppConfigDataException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
