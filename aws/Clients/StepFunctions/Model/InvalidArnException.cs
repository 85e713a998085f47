using System.Net;
using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The ARN is not valid.</summary>
public class InvalidArnException : AmazonStepFunctionsException
{
    /// <summary>With a message.</summary>
    public InvalidArnException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public InvalidArnException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public InvalidArnException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
