using AiProxy.Contracts.Composition;
using Amazon.Lambda.Core;

namespace AiProxy.CallProvider.Tests;

internal sealed class FakeContext(CancellationToken cancellationToken = default) : ILambdaContext, ICancellableInvocation
{
    public CancellationToken CancellationToken { get; } = cancellationToken;

    public string AwsRequestId => "invocation";

    public IClientContext ClientContext => null!;

    public string FunctionName => "call-provider";

    public string FunctionVersion => "1";

    public ICognitoIdentity Identity => null!;

    public string InvokedFunctionArn => "arn";

    public ILambdaLogger Logger => null!;

    public string LogGroupName => "";

    public string LogStreamName => "";

    public int MemoryLimitInMB => 512;

    public TimeSpan RemainingTime => TimeSpan.FromMinutes(1);
}
