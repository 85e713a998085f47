using System.Net;
using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The caller may not use the state machine's key.</summary>
public class KmsAccessDeniedException : AmazonStepFunctionsException
{
    /// <summary>With a message.</summary>
    public KmsAccessDeniedException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public KmsAccessDeniedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public KmsAccessDeniedException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
