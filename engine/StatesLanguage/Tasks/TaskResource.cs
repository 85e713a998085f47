namespace AiProxy.StatesLanguage.Tasks;

/// <summary>How a task's result comes back.</summary>
internal enum TaskPattern
{
    /// <summary>With the answer to the call.</summary>
    RequestResponse,

    /// <summary><c>.sync</c>: when the job that the call started has ended.</summary>
    Job,

    /// <summary><c>.waitForTaskToken</c>: when somebody sends it with the task's token.</summary>
    Callback,

    /// <summary>An activity: when a worker sends it.</summary>
    Activity,
}

/// <summary>A Task's Resource, taken apart.</summary>
internal sealed class TaskResource
{
    private const string Integration = ":states:::";
    private const string Callback = ".waitForTaskToken";

    public TaskResource(string arn)
    {
        Arn = arn;
        var marker = arn.IndexOf(Integration, StringComparison.Ordinal);
        if (marker < 0)
        {
            IsFunctionArn = arn.Contains(":lambda:", StringComparison.Ordinal);
            Pattern = arn.Contains(":activity:", StringComparison.Ordinal) ? TaskPattern.Activity : TaskPattern.RequestResponse;
            return;
        }

        var action = arn[(marker + Integration.Length)..];
        var split = action.LastIndexOf(':');
        if (action.EndsWith(".sync:2", StringComparison.Ordinal))
        {
            split = action.LastIndexOf(':', split - 1);
        }

        Service = action[..split];
        Action = action[(split + 1)..];
        IsLambdaInvoke = action is "lambda:invoke" or "lambda:invoke" + Callback;
        Pattern = action.EndsWith(Callback, StringComparison.Ordinal) ? TaskPattern.Callback
            : Action.EndsWith(".sync", StringComparison.Ordinal) || Action.EndsWith(".sync:2", StringComparison.Ordinal) ? TaskPattern.Job
            : TaskPattern.RequestResponse;
    }

    public string Arn { get; }

    public TaskPattern Pattern { get; }

    /// <summary>Whether it is a function's own ARN, whose result is the bare payload.</summary>
    public bool IsFunctionArn { get; }

    /// <summary>Whether it is <c>lambda:invoke</c>, whose result is an envelope around the payload.</summary>
    public bool IsLambdaInvoke { get; }

    /// <summary>The service of an integration, as events name it: <c>lambda</c>, <c>aws-sdk:dynamodb</c>.</summary>
    public string Service { get; } = "";

    /// <summary>What the service is to do: <c>invoke</c>.</summary>
    public string Action { get; } = "";

    /// <summary>How AWS names it in causes about the size of results.</summary>
    public string DisplayName => Service.Length == 0 ? Arn : Service;
}
