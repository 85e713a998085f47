using System.Net;
using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The execution's name is not valid.</summary>
public class InvalidNameException : AmazonStepFunctionsException
{
    /// <summary>With a message.</summary>
    public InvalidNameException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public InvalidNameException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public InvalidNameException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
