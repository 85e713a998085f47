using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.Host.Functions;

/// <summary>Answers for every function that is not here, as Lambda does: an error that a workflow can catch.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html"/></remarks>
internal sealed class UnknownFunctionHandler(IEnumerable<string> functions) : ITaskHandler
{
    public ValueTask<TaskOutcome> InvokeAsync(TaskInvocation invocation, CancellationToken cancellationToken) =>
        ValueTask.FromResult(TaskOutcome.Failure(
            "Lambda.ResourceNotFoundException",
            $"Function not found: {invocation.FunctionName}. This host has {string.Join(", ", functions)}; AiProxy:FunctionArns:NAME=ARN says what else one is called."));
}
