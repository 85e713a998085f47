using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.History;
using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>The events of a task: LambdaFunction ones for a function's own ARN, Task ones for everything else.</summary>
internal static class TaskRecorder
{
    public static void Scheduled(Flow flow, TaskResource resource, Value arguments, TaskLimits limits)
    {
        var history = flow.Run.History;
        if (!history.IsOn)
        {
            history.Skip();
            flow.PreviousEvent = history.Skip();
        }
        else if (resource.Pattern == TaskPattern.Activity)
        {
            flow.PreviousEvent = history.Append(new ActivityScheduledEvent(flow.PreviousEvent, resource.Arn, arguments, limits));
        }
        else if (resource.IsFunctionArn)
        {
            flow.PreviousEvent = history.Append(new LambdaFunctionScheduledEvent(flow.PreviousEvent, resource.Arn, arguments, limits));
            flow.PreviousEvent = history.Append(new HistoryEvent(HistoryEventType.LambdaFunctionStarted, flow.PreviousEvent));
        }
        else
        {
            flow.PreviousEvent = history.Append(new TaskScheduledEvent(
                flow.PreviousEvent, resource.Service, resource.Action, arguments, limits, flow.Run.Options.Region));
            flow.PreviousEvent = history.Append(
                new TaskEvent(HistoryEventType.TaskStarted, flow.PreviousEvent, resource.Service, resource.Action));
        }
    }

    public static void Submitted(Flow flow, TaskResource resource, Value output) => Append(
        flow, () => new TaskSucceededEvent(HistoryEventType.TaskSubmitted, flow.PreviousEvent, resource.Service, resource.Action, output));

    public static void ActivityStarted(Flow flow, string? workerName) =>
        Append(flow, () => new ActivityStartedEvent(flow.PreviousEvent, workerName));

    public static void Succeeded(Flow flow, TaskResource resource, Value output) => Append(flow, () => resource switch
    {
        { IsFunctionArn: true } => new LambdaFunctionSucceededEvent(flow.PreviousEvent, output),
        { Pattern: TaskPattern.Activity } => new ActivitySucceededEvent(flow.PreviousEvent, output),
        _ => new TaskSucceededEvent(HistoryEventType.TaskSucceeded, flow.PreviousEvent, resource.Service, resource.Action, output),
    });

    public static void Failed(Flow flow, TaskResource resource, Failure failure) => Failed(
        flow, resource, failure, HistoryEventType.LambdaFunctionFailed, HistoryEventType.ActivityFailed, HistoryEventType.TaskFailed);

    /// <summary>A job's start failed: <c>.sync</c> has an event of its own for that.</summary>
    public static void SubmitFailed(Flow flow, TaskResource resource, Failure failure) => Append(
        flow,
        () => new TaskFailedEvent(
            HistoryEventType.TaskSubmitFailed, flow.PreviousEvent, resource.Service, resource.Action, failure.Error, failure.Cause));

    public static void TimedOut(Flow flow, TaskResource resource, Failure failure) => Failed(
        flow, resource, failure, HistoryEventType.LambdaFunctionTimedOut, HistoryEventType.ActivityTimedOut, HistoryEventType.TaskTimedOut);

    private static void Failed(
        Flow flow, TaskResource resource, Failure failure, HistoryEventType function, HistoryEventType activity, HistoryEventType task) =>
        Append(flow, () => resource switch
        {
            { IsFunctionArn: true } => new LambdaFunctionFailedEvent(function, flow.PreviousEvent, failure.Error, failure.Cause),
            { Pattern: TaskPattern.Activity } => new ActivityFailedEvent(activity, flow.PreviousEvent, failure.Error, failure.Cause),
            _ => new TaskFailedEvent(task, flow.PreviousEvent, resource.Service, resource.Action, failure.Error, failure.Cause),
        });

    private static void Append(Flow flow, Func<HistoryEvent> create)
    {
        var history = flow.Run.History;
        flow.PreviousEvent = history.IsOn ? history.Append(create()) : history.Skip();
    }
}
