using System.Globalization;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The context made of the headers of the Runtime API's <c>next</c> and of the environment.</summary>
internal sealed class LambdaContext(
    Func<string, string?> header,
    LambdaEnvironment environment,
    ILambdaLogger logger,
    ILambdaSerializer? serializer,
    TimeProvider time) : ILambdaContext
{
    private readonly DateTimeOffset _deadline =
        long.TryParse(header("Lambda-Runtime-Deadline-Ms"), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : DateTimeOffset.UnixEpoch;

    private readonly Lazy<IClientContext?> _client = new(() => CognitoClientContext.Parse(header("Lambda-Runtime-Client-Context")));
    private readonly Lazy<ICognitoIdentity?> _identity = new(() => CognitoIdentity.Parse(header("Lambda-Runtime-Cognito-Identity")));

    public string AwsRequestId { get; } = header("Lambda-Runtime-Aws-Request-Id")
        ?? throw new InvalidOperationException("The Runtime API's next response has no Lambda-Runtime-Aws-Request-Id header.");

    public IClientContext? ClientContext => _client.Value;

    public string FunctionName => environment.FunctionName;

    public string FunctionVersion => environment.FunctionVersion;

    public ICognitoIdentity? Identity => _identity.Value;

    public string InvokedFunctionArn { get; } = header("Lambda-Runtime-Invoked-Function-Arn") ?? "";

    public ILambdaLogger Logger => logger;

    public string LogGroupName => environment.LogGroupName;

    public string LogStreamName => environment.LogStreamName;

    public int MemoryLimitInMB => environment.MemoryLimitInMB;

    public TimeSpan RemainingTime => _deadline - time.GetUtcNow();

    public string? TenantId { get; } = header("Lambda-Runtime-Aws-Tenant-Id");

    public string? TraceId { get; } = header("Lambda-Runtime-Trace-Id");

    public ILambdaSerializer? Serializer => serializer;
}
