using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AiProxy.Contracts;
using AiProxy.Contracts.Requests;
using AiProxy.Gateway.Workflows;
using Amazon.Lambda.Core;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace AiProxy.Gateway.StepFunctions;

/// <summary>
/// Runs workflows as Express executions of Step Functions. What the service refuses before it starts anything is asked for again while the deadline
/// allows; what may have been started is never started twice.
/// </summary>
/// <param name="client">A client that does not retry by itself, see <see cref="StepFunctionsClient"/>.</param>
/// <param name="workflows">Which state machines there are.</param>
/// <param name="time">The clock.</param>
/// <remarks><see href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html"/></remarks>
public sealed class StepFunctionsRunner(IAmazonStepFunctions client, WorkflowArns workflows, TimeProvider time) : IWorkflowRunner
{
    /// <summary>The service's limit for <c>traceHeader</c>, characters.</summary>
    private const int MaxTraceHeaderLength = 256;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    // As the functions' own serializers write: the default would double what a prompt in Cyrillic takes of the 256 KiB.
    private static readonly JsonWriterOptions InputOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public async Task<WorkflowOutcome> RunAsync(string workflow, WorkflowInput input, TimeSpan timeLeft, CancellationToken cancellationToken)
    {
        string arn = workflows.Find(workflow) ?? throw new WorkflowNotStartedException(
            WorkflowNotStartedReason.Misconfigured, $"No workflow is called '{workflow}', though a route names it; there are {string.Join(", ", workflows.Names)}.");
        var request = new StartSyncExecutionRequest
        {
            StateMachineArn = arn,
            Name = ExecutionName.Of(input.RequestId),
            Input = ToJson(input),
            TraceHeader = LambdaTraceProvider.CurrentTraceId is { Length: > 0 and <= MaxTraceHeaderLength } trace ? trace : null,
        };
        long started = time.GetTimestamp();
        for (TimeSpan pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            StartFailure failure;
            Exception exception;
            SentMark mark = SendWatch.Begin();
            try
            {
                return Outcome(await client.StartSyncExecutionAsync(request, cancellationToken));
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                exception = e;
                failure = StartFailures.Of(e, mark);
            }
            TimeSpan wait = Jitter(pause);
            TimeSpan left = timeLeft - time.GetElapsedTime(started) - wait;
            // With less than half of the deadline left, providers would be asked and paid, and then cut off: a new request does better.
            if (failure is not (StartFailure.Throttled or StartFailure.Unavailable) || left < timeLeft / 2)
            {
                throw Failed(failure, exception);
            }
            await Task.Delay(wait, time, cancellationToken);
            // The deadline counts from the request, not from the execution.
            request.Input = ToJson(input with { TimeLeftMs = (int)left.TotalMilliseconds });
        }
    }

    private static Exception Failed(StartFailure failure, Exception exception) => failure switch
    {
        StartFailure.Throttled => new WorkflowNotStartedException(WorkflowNotStartedReason.Throttled, exception.Message, exception),
        StartFailure.Unavailable => new WorkflowNotStartedException(WorkflowNotStartedReason.Unavailable, exception.Message, exception),
        StartFailure.Misconfigured => new WorkflowNotStartedException(WorkflowNotStartedReason.Misconfigured, exception.Message, exception),
        _ => new WorkflowOutcomeUnknownException(failure == StartFailure.UnknownTimedOut, exception.Message, exception),
    };

    private static WorkflowOutcome Outcome(StartSyncExecutionResponse response)
    {
        if (response.Status == SyncExecutionStatus.SUCCEEDED)
        {
            return new WorkflowOutcome(WorkflowStatus.Succeeded, Encoding.UTF8.GetBytes(response.Output ?? ""));
        }
        WorkflowStatus status = response.Status == SyncExecutionStatus.TIMED_OUT ? WorkflowStatus.TimedOut : WorkflowStatus.Failed;
        return new WorkflowOutcome(status, default, response.Error, response.Cause);
    }

    // Between half and all of it: callers that were refused together do not come back together.
    private static TimeSpan Jitter(TimeSpan pause) => pause / 2 + TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32((int)(pause / 2).TotalMilliseconds + 1));

    private static string ToJson(WorkflowInput input)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, InputOptions))
        {
            JsonSerializer.Serialize(writer, input, ContractsJsonContext.Default.WorkflowInput);
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
