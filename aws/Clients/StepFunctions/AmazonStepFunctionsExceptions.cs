using AiProxy.Aws.Clients.Runtime;
using Amazon.Runtime;
using Amazon.StepFunctions.Model;

namespace Amazon.StepFunctions;

/// <summary>The exceptions of the service's error codes.</summary>
internal static class AmazonStepFunctionsExceptions
{
    public static AmazonServiceException Of(ServiceFailure f) => f.Code switch
    {
        "InvalidArn" =>
            new InvalidArnException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        "InvalidExecutionInput" =>
            new InvalidExecutionInputException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        "InvalidName" =>
            new InvalidNameException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        "KmsAccessDeniedException" =>
            new KmsAccessDeniedException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        "KmsInvalidStateException" =>
            new KmsInvalidStateException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        "KmsThrottlingException" =>
            new KmsThrottlingException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        "StateMachineDeleting" =>
            new StateMachineDeletingException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        "StateMachineDoesNotExist" =>
            new StateMachineDoesNotExistException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        "StateMachineTypeNotSupported" =>
            new StateMachineTypeNotSupportedException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
        _ => new AmazonStepFunctionsException(f.Message, f.InnerException, f.Type, f.Code, f.RequestId, f.Status),
    };
}
