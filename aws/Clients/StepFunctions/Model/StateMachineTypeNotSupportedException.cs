using System.Net;
using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The state machine is not an Express one.</summary>
public class StateMachineTypeNotSupportedException : AmazonStepFunctionsException
{
    /// <summary>With a message.</summary>
    public StateMachineTypeNotSupportedException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public StateMachineTypeNotSupportedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public StateMachineTypeNotSupportedException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
