using System.Net;
using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>There is no such state machine.</summary>
public class StateMachineDoesNotExistException : AmazonStepFunctionsException
{
    /// <summary>With a message.</summary>
    public StateMachineDoesNotExistException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public StateMachineDoesNotExistException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public StateMachineDoesNotExistException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
