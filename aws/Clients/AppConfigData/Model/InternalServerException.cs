using System.Net;
using Amazon.Runtime;

namespace Amazon.AppConfigData.Model;

/// <summary>Something failed on the service's side.</summary>
public class InternalServerException : AmazonAppConfigDataException
{
    /// <summary>With a message.</summary>
    public InternalServerException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public InternalServerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public InternalServerException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
