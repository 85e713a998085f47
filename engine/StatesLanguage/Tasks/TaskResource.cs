namespace AiProxy.StatesLanguage.Tasks;

/// <summary>A Task's Resource taken apart once, when the machine is built.</summary>
internal sealed class TaskResource
{
    private const string Integration = ":states:::";

    public TaskResource(string arn)
    {
        Arn = arn;
        var marker = arn.IndexOf(Integration, StringComparison.Ordinal);
        if (marker < 0)
        {
            IsFunctionArn = arn.Contains(":lambda:", StringComparison.Ordinal);
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
        IsLambdaInvoke = action == "lambda:invoke";
    }

    public string Arn { get; }

    /// <summary>A function named by its own ARN: bare payloads, LambdaFunction events.</summary>
    public bool IsFunctionArn { get; }

    /// <summary>lambda:invoke, request and response.</summary>
    public bool IsLambdaInvoke { get; }

    /// <summary><c>lambda</c>, <c>aws-sdk:s3</c>, ...; empty for a function's own ARN.</summary>
    public string Service { get; } = "";

    /// <summary><c>invoke</c>, <c>startExecution.sync:2</c>, ...; empty for a function's own ARN.</summary>
    public string Action { get; } = "";

    /// <summary>How it is named in a cause about its result's size.</summary>
    public string DisplayName => IsFunctionArn ? Arn : Service;
}
