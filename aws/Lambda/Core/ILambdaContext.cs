namespace Amazon.Lambda.Core;

/// <summary>
/// What Lambda says about the invocation and the environment it runs in.
/// See <see href="https://docs.aws.amazon.com/lambda/latest/dg/csharp-context.html">the context object</see>.
/// </summary>
public interface ILambdaContext
{
    /// <summary>The id of this invocation; a retry by the service has the same id.</summary>
    string AwsRequestId { get; }

    /// <summary>The client context that a mobile application sent, or null.</summary>
    IClientContext? ClientContext { get; }

    /// <summary>The name of the function.</summary>
    string FunctionName { get; }

    /// <summary>The version that runs, <c>$LATEST</c> or a number.</summary>
    string FunctionVersion { get; }

    /// <summary>The Cognito identity of the caller, or null.</summary>
    ICognitoIdentity? Identity { get; }

    /// <summary>The ARN that was invoked; it ends in the version or alias when one was named.</summary>
    string InvokedFunctionArn { get; }

    /// <summary>Writes to the function's CloudWatch log stream.</summary>
    ILambdaLogger Logger { get; }

    /// <summary>The CloudWatch log group of the function.</summary>
    string LogGroupName { get; }

    /// <summary>The CloudWatch log stream of this execution environment.</summary>
    string LogStreamName { get; }

    /// <summary>The memory configured for the function, in MB.</summary>
    int MemoryLimitInMB { get; }

    /// <summary>What is left until Lambda ends the invocation; negative once it is past.</summary>
    TimeSpan RemainingTime { get; }

    /// <summary>The tenant of a tenant-isolated function, or null.</summary>
    string? TenantId => null;

    /// <summary>The X-Ray trace header, <c>Root=1-...;Parent=...;Sampled=1</c>, or null.</summary>
    string? TraceId => null;

    /// <summary>The serializer registered with the bootstrap, or null for handlers over raw streams.</summary>
    ILambdaSerializer? Serializer => null;
}
