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
    private readonly ITaskHandler _handler;
    private readonly Value _arguments;
    private readonly string? _function;
    private readonly bool _wrap;

    private TaskCall(Flow flow, TaskNode node, ITaskHandler handler, Value arguments, string? function, bool wrap, TaskLimits limits)
    {
        _flow = flow;
        _node = node;
        _handler = handler;
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
        var handlers = flow.Run.Options.TaskHandlers;
        if (handlers.FindResource(resource.Arn) is { } exact)
        {
            return new TaskCall(flow, node, exact, arguments, FunctionOf(resource, arguments), false, limits);
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

    /// <summary>Puts lambda:invoke's envelope around a function's result.</summary>
    public Value Shape(Value result) =>
        _wrap ? LambdaResult.Wrap(result, Options.NewId(), Options.TimeProvider.GetUtcNow()) : result;

    public async ValueTask<TaskCallResult> InvokeAsync()
    {
        var clock = Options.TimeProvider;
        var started = clock.GetTimestamp();
        using var deadline = TaskDeadline.Create(Limits, clock, _flow.Cancellation.Token);
        var token = deadline?.Token ?? _flow.Cancellation.Token;
        var task = Invoke(deadline, token);
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

        var payload = invoke.TryGetValue("Payload", out var given) ? given : Value.From(ObjectValue.Empty);
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

    private Task<TaskOutcome> Invoke(TaskDeadline? deadline, CancellationToken token)
    {
        var run = _flow.Run;
        var invocation = new TaskInvocation(deadline is null ? null : deadline.Beat)
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
        };
        try
        {
            return _handler.InvokeAsync(invocation, token).AsTask();
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
