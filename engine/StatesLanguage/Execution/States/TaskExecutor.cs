using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;
using AiProxy.StatesLanguage.History;
using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>One attempt of a Task: evaluates what the task needs, has a handler do it, and judges what comes back.</summary>
internal static class TaskExecutor
{
    private const int MaxSeconds = 99_999_999;

    public static async ValueTask<AttemptOutcome> AttemptAsync(Flow flow, TaskNode node, TaskOutcome? mock = null)
    {
        if (node.Resource.Pattern == TaskPattern.RequestResponse || mock is not null)
        {
            return await CallAsync(flow, node, mock).ConfigureAwait(false);
        }

        // Each attempt has a token of its own, which its arguments may name.
        var options = flow.Run.Options;
        flow.Pending = options.Tokens.Open(options.NewId());
        try
        {
            return await CallAsync(flow, node, null).ConfigureAwait(false);
        }
        finally
        {
            options.Tokens.Close(flow.Pending);
        }
    }

    private static async ValueTask<AttemptOutcome> CallAsync(Flow flow, TaskNode node, TaskOutcome? mock)
    {
        var arguments = flow.EffectiveInput;
        if ((node.Arguments is { } template && !template.TryEvaluate(flow, out arguments))
            || !TypeErrors.TryEvaluateInteger(flow, node.TimeoutSeconds, 1, MaxSeconds, out var timeout)
            || !TypeErrors.TryEvaluateInteger(flow, node.HeartbeatSeconds, 1, MaxSeconds, out var heartbeat)
            || !TryEvaluateRole(flow, node, out var role))
        {
            return AttemptOutcome.Failed;
        }

        if (flow.Inspection is { } inspection)
        {
            inspection.AfterParameters = node.IsJsonPath ? arguments : default;
            inspection.AfterArguments = node.IsJsonPath || node.Arguments is null ? default : arguments;
        }

        if (mock is { } outcome)
        {
            return JudgeMock(flow, outcome);
        }

        var call = TaskCall.Prepare(flow, node, arguments, new TaskLimits(timeout, heartbeat, role));
        if (call is null)
        {
            return AttemptOutcome.Failed;
        }

        flow.TaskScheduled = true;
        TaskRecorder.Scheduled(flow, node.Resource, arguments, call.Limits);
        var result = await call.InvokeAsync().ConfigureAwait(false);
        return Judge(flow, node, call, result);
    }

    private static AttemptOutcome JudgeMock(Flow flow, TaskOutcome mock)
    {
        if (!mock.IsFailure)
        {
            flow.Inspection?.Result = mock.Result;
            return AttemptOutcome.Success(mock.Result);
        }

        flow.Failure = ErrorText.Failure(mock.Error, mock.Cause);
        return AttemptOutcome.Failed;
    }

    private static AttemptOutcome Judge(Flow flow, TaskNode node, TaskCall call, TaskCallResult result)
    {
        switch (result.Kind)
        {
            case TaskCallResultKind.Aborted:
                return AttemptOutcome.Aborted;
            case TaskCallResultKind.TimedOut:
                flow.Failure = new Failure(ErrorNames.Timeout, null) { IsHeartbeat = result.IsHeartbeat };
                TaskRecorder.TimedOut(flow, node.Resource, flow.Failure);
                return AttemptOutcome.Failed;
        }

        var outcome = result.Outcome;
        if (outcome.IsFailure)
        {
            flow.Failure = ErrorText.Failure(outcome.Error, outcome.Cause);
            if (call.IsUnsubmittedJob)
            {
                TaskRecorder.SubmitFailed(flow, node.Resource, flow.Failure);
            }
            else
            {
                TaskRecorder.Failed(flow, node.Resource, flow.Failure);
            }

            return AttemptOutcome.Failed;
        }

        var value = call.Shape(outcome.Result);
        if (value.Utf8Size > flow.Run.Limits.MaxPayloadBytes)
        {
            // Recorded on AWS: unlike a state's own output, a task's result that is too large can be caught with States.ALL.
            flow.Failure = Failure.DataLimit(node.Resource.DisplayName);
            TaskRecorder.Failed(flow, node.Resource, flow.Failure);
            return AttemptOutcome.Failed;
        }

        flow.Inspection?.Result = value;
        TaskRecorder.Succeeded(flow, node.Resource, value);
        return AttemptOutcome.Success(value);
    }

    private static bool TryEvaluateRole(Flow flow, TaskNode node, out string? role)
    {
        role = null;
        if (node.Credentials is not { } template)
        {
            return true;
        }

        if (!template.TryEvaluate(flow, out var credentials))
        {
            return false;
        }

        credentials.AsObject().TryGetValue("RoleArn", out var arn);
        if (arn.Kind != ValueKind.String)
        {
            var problem = $"The value of the field 'Credentials/RoleArn' must be a string, but was: {arn}";
            if (node.IsJsonPath)
            {
                flow.FailRuntime(problem);
            }
            else
            {
                flow.FailEvaluation("Credentials/RoleArn", problem);
            }

            return false;
        }

        role = arn.AsString();
        return true;
    }
}
