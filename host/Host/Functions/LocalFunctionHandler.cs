using System.Text;
using AiProxy.Aws.Lambda;
using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.Host.Functions;

/// <summary>One function in this process as a workflow's task, with Lambda's error names and causes.</summary>
/// <remarks><see href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html"/></remarks>
internal sealed class LocalFunctionHandler(LocalFunction function, TimeProvider time) : ITaskHandler
{
    /// <summary>A function's limit where the state sets none: Lambda's 15 minutes.</summary>
    private static readonly TimeSpan LongestInvocation = TimeSpan.FromMinutes(15);

    public async ValueTask<TaskOutcome> InvokeAsync(TaskInvocation invocation, CancellationToken cancellationToken)
    {
        DateTimeOffset deadline = time.GetUtcNow() + (invocation.TimeLeft ?? LongestInvocation);
        var context = new LocalLambdaContext(function.Name, invocation.ExecutionName, deadline, time, cancellationToken);
        try
        {
            return TaskOutcome.Success(await function.InvokeAsync(invocation.Arguments, context));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            // The task boundary: on AWS the runtime reports whatever a function throws.
            return TaskOutcome.Failure(FunctionError.TypeOf(e), Encoding.UTF8.GetString(FunctionError.ToJson(e)));
        }
    }
}
