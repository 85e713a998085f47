using System.Buffers;
using System.Globalization;
using System.Text;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.Host.Processes;

/// <summary>A function in processes of its own as a workflow's task.</summary>
/// <param name="pool">The pool of the request that asks.</param>
/// <param name="functionArn">The function's ARN.</param>
/// <param name="timeLimit">Longest an invocation may take; the state's own limit may be shorter.</param>
/// <param name="time">The clock.</param>
internal sealed class ProcessFunctionHandler(Func<FunctionPool> pool, string functionArn, TimeSpan timeLimit, TimeProvider time) : ITaskHandler
{
    public async ValueTask<TaskOutcome> InvokeAsync(TaskInvocation invocation, CancellationToken cancellationToken)
    {
        var payload = new ArrayBufferWriter<byte>(1024);
        invocation.Arguments.WriteTo(payload);
        TimeSpan limit = invocation.TimeLeft is { } left && left < timeLimit ? left : timeLimit;
        DateTimeOffset now = time.GetUtcNow();
        var request = new Invocation(
            invocation.ExecutionName, functionArn, payload.WrittenMemory, now + limit, limit, invocation.TraceHeader ?? TraceOf(invocation.ExecutionName, now));
        return await pool().InvokeAsync(request, cancellationToken) switch
        {
            InvocationOutcome.Answered answered => Answer(answered.Payload.Span),
            InvocationOutcome.Failed failed => TaskOutcome.Failure(failed.Error, Encoding.UTF8.GetString(failed.Cause.Span)),
            { } other => throw new System.Diagnostics.UnreachableException($"No such outcome: {other}"),
        };
    }

    // Lambda takes any bytes for an answer; it is Step Functions that wants JSON.
    private static TaskOutcome Answer(ReadOnlySpan<byte> payload)
    {
        try
        {
            return TaskOutcome.Success(payload.IsEmpty ? Value.Null : Value.Parse(payload));
        }
        catch (Exception e) when (e is FormatException or System.Text.Json.JsonException)
        {
            return TaskOutcome.Failure("Lambda.Unknown", $"The function's answer is not JSON: {e.Message}");
        }
    }

    // An X-Ray trace of the execution's own, which nobody samples.
    private static string TraceOf(string execution, DateTimeOffset now)
    {
        string digits = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(execution)));
        return string.Create(CultureInfo.InvariantCulture, $"Root=1-{now.ToUnixTimeSeconds():x8}-{digits[..24]};Parent={digits[24..40]};Sampled=0");
    }
}
