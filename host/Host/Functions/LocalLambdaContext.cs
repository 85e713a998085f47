using AiProxy.Contracts.Composition;
using Amazon.Lambda.Core;

namespace AiProxy.Host.Functions;

/// <summary>What Lambda tells a function about its invocation, for a function that runs in this process.</summary>
internal sealed class LocalLambdaContext(string functionName, string requestId, DateTimeOffset deadline, TimeProvider time, CancellationToken cancellationToken)
    : ILambdaContext, ICancellableInvocation
{
    /// <summary>The memory a managed function would have; only reported.</summary>
    private const int ReportedMemoryInMB = 512;

    public string AwsRequestId { get; } = requestId;

    public IClientContext ClientContext => null!;

    public string FunctionName { get; } = functionName;

    public string FunctionVersion => "$LATEST";

    public ICognitoIdentity Identity => null!;

    public string InvokedFunctionArn { get; } = LocalFunctions.ArnOf(functionName);

    public ILambdaLogger Logger => StandardOutputLambdaLogger.Instance;

    public string LogGroupName => $"/aws/lambda/{FunctionName}";

    public string LogStreamName => "local";

    public int MemoryLimitInMB => ReportedMemoryInMB;

    public TimeSpan RemainingTime => deadline - time.GetUtcNow();

    public CancellationToken CancellationToken { get; } = cancellationToken;
}
