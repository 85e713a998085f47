using System.Net;
using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The key's service is asked too often.</summary>
public class KmsThrottlingException : AmazonStepFunctionsException
{
    /// <summary>With a message.</summary>
    public KmsThrottlingException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public KmsThrottlingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public KmsThrottlingException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
