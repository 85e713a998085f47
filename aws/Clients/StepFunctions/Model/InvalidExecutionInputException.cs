using System.Net;
using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The input is not JSON.</summary>
public class InvalidExecutionInputException : AmazonStepFunctionsException
{
    /// <summary>With a message.</summary>
    public InvalidExecutionInputException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public InvalidExecutionInputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public InvalidExecutionInputException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
