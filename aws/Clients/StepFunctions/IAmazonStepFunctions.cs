using Amazon.StepFunctions.Model;

namespace Amazon.StepFunctions;

/// <summary>AWS Step Functions, as far as it is used here.</summary>
public interface IAmazonStepFunctions : IDisposable
{
    /// <summary>
    /// Starts an Express execution and waits for its end, five minutes at most. The client gives up after its own timeout, and it retries what the
    /// network broke, which runs the execution once more: set both in the configuration.
    /// </summary>
    /// <exception cref="InvalidArnException">The ARN is not valid.</exception>
    /// <exception cref="InvalidExecutionInputException">The input is not JSON.</exception>
    /// <exception cref="InvalidNameException">The name is not valid.</exception>
    /// <exception cref="StateMachineDeletingException">The state machine is being deleted.</exception>
    /// <exception cref="StateMachineDoesNotExistException">There is no such state machine.</exception>
    /// <exception cref="StateMachineTypeNotSupportedException">The state machine is not an Express one.</exception>
    Task<StartSyncExecutionResponse> StartSyncExecutionAsync(
        StartSyncExecutionRequest request, CancellationToken cancellationToken = default);
}
