using Amazon.Lambda.RuntimeSupport.Bootstrap;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What the execution environment says by its variables, read once.</summary>
internal sealed class LambdaEnvironment(Func<string, string?> variable, LambdaBootstrapOptions options)
{
    internal const string TraceIdVariable = "_X_AMZN_TRACE_ID";

    public LambdaEnvironment(LambdaBootstrapOptions options)
        : this(Environment.GetEnvironmentVariable, options)
    {
    }

    public string FunctionName { get; } = variable("AWS_LAMBDA_FUNCTION_NAME") ?? "";

    public string FunctionVersion { get; } = variable("AWS_LAMBDA_FUNCTION_VERSION") ?? "";

    public string LogGroupName { get; } = variable("AWS_LAMBDA_LOG_GROUP_NAME") ?? "";

    public string LogStreamName { get; } = variable("AWS_LAMBDA_LOG_STREAM_NAME") ?? "";

    public int MemoryLimitInMB { get; } = int.TryParse(variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), out var megabytes) ? megabytes : 0;

    /// <summary>host:port.</summary>
    public string RuntimeApi { get; } = options.RuntimeApiEndpoint
        ?? variable("AWS_LAMBDA_RUNTIME_API")
        ?? throw new InvalidOperationException(
            "AWS_LAMBDA_RUNTIME_API is not set: this program runs inside AWS Lambda, or against a stand-in for its Runtime API.");

    public bool IsSnapStart { get; } = variable("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start";

    /// <summary>Invocations at once, more than 1 on Lambda Managed Instances only.</summary>
    public int MaxConcurrency { get; } = int.TryParse(variable("AWS_LAMBDA_MAX_CONCURRENCY"), out var count) && count > 1 ? count : 1;

    public bool RunOnce { get; } =
        string.Equals(variable("AWS_LAMBDA_DOTNET_DEBUG_RUN_ONCE"), "true", StringComparison.OrdinalIgnoreCase);

    public bool HeapLimitIsOff { get; } =
        string.Equals(variable("AWS_LAMBDA_DOTNET_DISABLE_MEMORY_LIMIT_CHECK"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether lines are JSON objects rather than text.</summary>
    public bool LogsJson { get; } = string.Equals(
        variable("AWS_LAMBDA_HANDLER_LOG_FORMAT") ?? variable("AWS_LAMBDA_LOG_FORMAT"), "JSON", StringComparison.OrdinalIgnoreCase);

    public string? LogLevel { get; } = variable("AWS_LAMBDA_HANDLER_LOG_LEVEL") ?? variable("AWS_LAMBDA_LOG_LEVEL");
}
