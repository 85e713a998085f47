using System.Net;
using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The state machine is being deleted.</summary>
public class StateMachineDeletingException : AmazonStepFunctionsException
{
    /// <summary>With a message.</summary>
    public StateMachineDeletingException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public StateMachineDeletingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With all that the service said.</summary>
    public StateMachineDeletingException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
