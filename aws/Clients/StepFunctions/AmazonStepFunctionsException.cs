using System.Net;
using Amazon.Runtime;

namespace Amazon.StepFunctions;

/// <summary>What Step Functions answered to a request that it refused.</summary>
public class AmazonStepFunctionsException : AmazonServiceException
{
    /// <summary>With a message.</summary>
    public AmazonStepFunctionsException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public AmazonStepFunctionsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public AmazonStepFunctionsException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
