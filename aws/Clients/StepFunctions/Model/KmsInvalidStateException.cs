using System.Net;
using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The state machine's key is not in a state to be used.</summary>
public class KmsInvalidStateException : AmazonStepFunctionsException
{
    /// <summary>With a message.</summary>
    public KmsInvalidStateException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public KmsInvalidStateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public KmsInvalidStateException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
