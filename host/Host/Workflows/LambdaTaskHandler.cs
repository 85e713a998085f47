using AiProxy.Host.Functions;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage;

namespace AiProxy.Host.Workflows;

/// <summary><c>lambda:invoke</c> over the functions in this process, with Lambda's error names and causes.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html"/></remarks>
internal sealed class LambdaTaskHandler(LocalFunctions functions, TimeProvider time) : ITaskHandler
{
    /// <summary>A function's own limit where the state sets none: Lambda's 15 minutes.</summary>
    private static readonly TimeSpan FunctionTimeout = TimeSpan.FromMinutes(15);

    public async ValueTask<TaskOutcome> InvokeAsync(TaskInvocation invocation, CancellationToken cancellationToken)
    {
        throw new NotImplementedException();
    }
}
