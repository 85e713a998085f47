using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;
using AiProxy.StatesLanguage.History;
using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.StatesLanguage.Execution.States;

internal enum TaskCallResultKind
{
    Returned,
    TimedOut,
    Aborted,
}

internal readonly record struct TaskCallResult(TaskCallResultKind Kind, TaskOutcome Outcome = default, bool IsHeartbeat = false);

/// <summary>One call of one handler: finds it, watches the time, and gives up on it when the result is no longer wanted.</summary>
internal sealed class TaskCall
{
    private readonly Flow _flow;
    private readonly TaskNode _node;
    private readonly ITaskHandler? _handler;
    private readonly PendingTask? _pending;
    private readonly Value _arguments;
    private readonly string? _function;
    private readonly bool _wrap;

    private TaskCall(Flow flow, TaskNode node, ITaskHandler? handler, Value arguments, string? function, bool wrap, TaskLimits limits)
    {
        _flow = flow;
        _node = node;
        _handler = handler;
        _pending = flow.Pending;
        _arguments = arguments;
        _function = function;
        _wrap = wrap;
        Limits = limits;
    }

    public TaskLimits Limits { get; }

    private EngineOptions Options => _flow.Run.Options;

    /// <returns>Null if the task cannot be started, with the reason in <see cref="Flow.Failure"/>.</returns>
    public static TaskCall? Prepare(Flow flow, TaskNode node, Value arguments, TaskLimits limits)
    {
        if (!PayloadSize.Check(flow, arguments))
        {
            return null;
        }

        var resource = node.Resource;
        if (IntegrationArguments.Problem(resource, arguments) is { } problem)
        {
            flow.FailRuntime($"The Parameters '{arguments.ToJson()}' could not be used to start the Task: [{problem}]");
            return null;
        }

        var handlers = flow.Run.Options.TaskHandlers;
        if (handlers.FindResource(resource.Arn) is { } exact)
        {
            return new TaskCall(flow, node, exact, arguments, FunctionOf(resource, arguments), false, limits);
        }

        if (resource.Pattern == TaskPattern.Activity)
        {
            if (flow.Run.Options.Tokens.HasActivity(resource.Arn))
            {
                return new TaskCall(flow, node, null, arguments, null, false, limits);
            }

            flow.FailRuntime($"The activity {resource.Arn} does not exist.");
            return null;
        }

        if (resource.IsFunctionArn || resource.IsLambdaInvoke)
        {
            if (FunctionOf(resource, arguments) is not { } name)
            {
                flow.FailRuntime(
                    $"The Parameters '{arguments.ToJson()}' could not be used to start the Task: "
                    + "[The field 'FunctionName' is required but was missing]");
                return null;
            }

            if (handlers.FindFunction(name) is { } function)
            {
                return PrepareFunction(flow, node, function, arguments, name, limits);
            }
        }

        if (handlers.FindPrefix(resource.Arn) is { } prefix)
        {
            return new TaskCall(flow, node, prefix, arguments, FunctionOf(resource, arguments), false, limits);
        }

        flow.FailRuntime($"No task handler is registered for the resource '{resource.Arn}'{FunctionHint(resource, arguments)}.");
        return null;
    }

    /// <summary>Whether it is a job that, if it failed, did so before it was submitted.</summary>
    public bool IsUnsubmittedJob => _node.Resource.Pattern == TaskPattern.Job && _pending is { WasSubmitted: false };

    /// <summary>Puts lambda:invoke's envelope around a function's result.</summary>
    public Value Shape(Value result) =>
        _wrap && _pending is null ? Wrap(result) : result;

    public async ValueTask<TaskCallResult> InvokeAsync()
    {
        var clock = Options.TimeProvider;
        var started = clock.GetTimestamp();
        using var deadline = TaskDeadline.Create(Limits, clock, _flow.Cancellation.Token);
        var token = deadline?.Token ?? _flow.Cancellation.Token;
        using var later = _pending is null ? null : new LaterAnswer(_flow, _node.Resource, _pending);
        var task = later is null ? Invoke(deadline, null, token) : AnswerLater(later, deadline, token);
        if (!task.IsCompleted)
        {
            await ((Task)task).WaitAsync(token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!task.IsCompleted)
        {
            await ((Task)task).WaitAsync(Options.CancellationGrace, clock, CancellationToken.None)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (token.IsCancellationRequested && !(task.IsCompletedSuccessfully && !_flow.Cancellation.IsCancelled))
        {
            Observe(task);
            return deadline is null || _flow.Cancellation.Token.IsCancellationRequested
                ? new TaskCallResult(TaskCallResultKind.Aborted)
                : new TaskCallResult(TaskCallResultKind.TimedOut, IsHeartbeat: deadline.IsHeartbeat(clock.GetElapsedTime(started)));
        }

        return new TaskCallResult(TaskCallResultKind.Returned, await OutcomeAsync(task).ConfigureAwait(false));
    }

    private Value Wrap(Value result) => LambdaResult.Wrap(result, Options.NewId(), Options.TimeProvider.GetUtcNow());

    private static TaskCall? PrepareFunction(
        Flow flow, TaskNode node, ITaskHandler handler, Value arguments, string name, TaskLimits limits)
    {
        if (node.Resource.IsFunctionArn)
        {
            return new TaskCall(flow, node, handler, arguments, name, false, limits);
        }

        var invoke = arguments.AsObject();
        if (invoke.TryGetValue("InvocationType", out var type) && type != Value.From("RequestResponse"))
        {
            flow.FailRuntime("Only the InvocationType 'RequestResponse' is supported for functions that run in the engine's process.");
            return null;
        }

        var payload = invoke.TryGetValue("Payload", out var given) && !given.IsNull ? given : Value.From(ObjectValue.Empty);
        return new TaskCall(flow, node, handler, payload, name, true, limits);
    }

    private static string? FunctionOf(TaskResource resource, Value arguments)
    {
        if (resource.IsFunctionArn)
        {
            return resource.Arn;
        }

        return resource.IsLambdaInvoke
            && arguments.Kind == ValueKind.Object
            && arguments.AsObject().TryGetValue("FunctionName", out var name)
            && name.Kind == ValueKind.String
                ? name.AsString()
                : null;
    }

    private static string FunctionHint(TaskResource resource, Value arguments) =>
        FunctionOf(resource, arguments) is { } name && !resource.IsFunctionArn ? $" and the function '{name}'" : "";

    /// <summary>The exception of an abandoned task must not surface later as unobserved.</summary>
    private static void Observe(Task task) =>
        task.ContinueWith(
            static finished => _ = finished.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

    private static async ValueTask<TaskOutcome> OutcomeAsync(Task<TaskOutcome> task)
    {
        try
        {
            return await task.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A task boundary: whatever a handler throws is its task's failure, as on Lambda.
        catch (Exception exception)
        {
            return ExceptionOutcome.From(exception);
        }
#pragma warning restore CA1031
    }

    private Task<TaskOutcome> AnswerLater(LaterAnswer later, TaskDeadline? deadline, CancellationToken token)
    {
        if (deadline is not null)
        {
            _pending!.Beat = deadline.Beat;
        }

        if (_handler is null)
        {
            _pending!.Input = _arguments;
            _pending.Started = later.Started;
            Options.Tokens.Enqueue(_node.Resource.Arn, _pending);
            return later.Completion.WaitAsync(token);
        }

        return _node.Resource.Pattern == TaskPattern.Job
            ? WaitForJobAsync(later, deadline, token)
            : WaitForCallbackAsync(later, deadline, token);
    }

    /// <summary>The handler says when the job was submitted and returns when it has ended; the token may end it before.</summary>
    private async Task<TaskOutcome> WaitForJobAsync(LaterAnswer later, TaskDeadline? deadline, CancellationToken token)
    {
        var job = Invoke(deadline, later, token);
        var first = await Task.WhenAny(job, later.Completion).ConfigureAwait(false);
        if (first != job)
        {
            Observe(job);
        }

        return await first.ConfigureAwait(false);
    }

    /// <summary>The handler's answer is what was submitted; the result comes with the token.</summary>
    private async Task<TaskOutcome> WaitForCallbackAsync(LaterAnswer later, TaskDeadline? deadline, CancellationToken token)
    {
        var submitted = await OutcomeAsync(Invoke(deadline, null, token)).ConfigureAwait(false);
        if (submitted.IsFailure)
        {
            return submitted;
        }

        later.Submitted(_wrap ? Wrap(submitted.Result) : submitted.Result);
        return await later.Completion.WaitAsync(token).ConfigureAwait(false);
    }

    private Task<TaskOutcome> Invoke(TaskDeadline? deadline, LaterAnswer? later, CancellationToken token)
    {
        var run = _flow.Run;
        var invocation = new TaskInvocation(deadline is null ? null : deadline.Beat, later is null ? null : later.Submitted)
        {
            Resource = _node.Resource.Arn,
            FunctionName = _function,
            Arguments = _arguments,
            StateName = _node.Name,
            ExecutionId = run.Arn,
            ExecutionName = run.Name,
            Attempt = _flow.RetryCount + 1,
            TimeLeft = TimeLeft(),
            CredentialsRoleArn = Limits.RoleArn,
            TraceHeader = run.TraceHeader,
            TaskToken = _pending?.Token,
        };
        try
        {
            return _handler!.InvokeAsync(invocation, token).AsTask();
        }
#pragma warning disable CA1031 // As above, for handlers that throw before their first await.
        catch (Exception exception)
        {
            return Task.FromException<TaskOutcome>(exception);
        }
#pragma warning restore CA1031
    }

    private TimeSpan? TimeLeft()
    {
        TimeSpan? left = Limits.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        if (_flow.Run.Deadline is { } deadline)
        {
            var untilDeadline = deadline - Options.TimeProvider.GetUtcNow();
            left = left < untilDeadline ? left : untilDeadline;
        }

        return left;
    }
}
