using System.Net;
using Amazon.Runtime;

namespace Amazon.AppConfigData.Model;

/// <summary>The request is not valid: a token that has expired, or was used already, among others.</summary>
public class BadRequestException : AmazonAppConfigDataException
{
    /// <summary>With a message.</summary>
    public BadRequestException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public BadRequestException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public BadRequestException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
