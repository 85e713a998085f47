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

    public static void Succeeded(Flow flow, TaskResource resource, Value output) => Append(flow, () => resource.IsFunctionArn
        ? new LambdaFunctionSucceededEvent(flow.PreviousEvent, output)
        : new TaskSucceededEvent(flow.PreviousEvent, resource.Service, resource.Action, output));

    public static void Failed(Flow flow, TaskResource resource, Failure failure) => Append(flow, () => resource.IsFunctionArn
        ? new LambdaFunctionFailedEvent(HistoryEventType.LambdaFunctionFailed, flow.PreviousEvent, failure.Error, failure.Cause)
        : new TaskFailedEvent(
            HistoryEventType.TaskFailed, flow.PreviousEvent, resource.Service, resource.Action, failure.Error, failure.Cause));

    public static void TimedOut(Flow flow, TaskResource resource, Failure failure) => Append(flow, () => resource.IsFunctionArn
        ? new LambdaFunctionFailedEvent(HistoryEventType.LambdaFunctionTimedOut, flow.PreviousEvent, failure.Error, failure.Cause)
        : new TaskFailedEvent(
            HistoryEventType.TaskTimedOut, flow.PreviousEvent, resource.Service, resource.Action, failure.Error, failure.Cause));

    private static void Append(Flow flow, Func<HistoryEvent> create)
    {
        var history = flow.Run.History;
        flow.PreviousEvent = history.IsOn ? history.Append(create()) : history.Skip();
    }
}
