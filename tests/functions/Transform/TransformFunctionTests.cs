using AiProxy.Contracts.Calls;
using AiProxy.Contracts.Composition;
using AiProxy.Contracts.Payloads;
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;

namespace AiProxy.Transform.Tests;

public sealed class TransformFunctionTests
{
    [Fact]
    public async Task Wrapper_HostReplacesTheStore_UsesIt()
    {
        var payloads = new MemoryPayloads();
        var function = FunctionServices.Use(services => services.AddSingleton<IPayloadStore>(payloads), () => new TransformFunction_Transform_Generated());
        string request = $$"""{ "model": "chat", "messages": [{ "role": "user", "content": "{{new string('x', 200_000)}}" }] }""";

        WavePlan waves = await function.Transform(Cases.Input("""{ "targets": ["openai/a"] }""", request), new FakeContext());

        Assert.Equal(waves.Waves[0].Calls[0].Request.Ref, Assert.Single(payloads.Stored).Key);
    }

    [Fact]
    public async Task Wrapper_InvocationCancelled_StopsTheWork()
    {
        var function = FunctionServices.Use(services => services.AddSingleton<IPayloadStore, StuckPayloads>(), () => new TransformFunction_Transform_Generated());
        using var gone = new CancellationTokenSource();
        string request = $$"""{ "model": "chat", "messages": [{ "role": "user", "content": "{{new string('x', 200_000)}}" }] }""";

        Task<WavePlan> running = function.Transform(Cases.Input("""{ "targets": ["openai/a"] }""", request), new FakeContext { CancellationToken = gone.Token });
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private sealed class StuckPayloads : IPayloadStore
    {
        public async Task<string> PutAsync(string requestId, ReadOnlyMemory<byte> utf8Json, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return "";
        }

        public Task<ReadOnlyMemory<byte>> GetAsync(string reference, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class FakeContext : ILambdaContext, ICancellableInvocation
    {
        public CancellationToken CancellationToken { get; init; }

        public string AwsRequestId => "1";

        public IClientContext ClientContext => null!;

        public string FunctionName => "transform";

        public string FunctionVersion => "1";

        public ICognitoIdentity Identity => null!;

        public string InvokedFunctionArn => "arn";

        public ILambdaLogger Logger => null!;

        public string LogGroupName => "g";

        public string LogStreamName => "s";

        public int MemoryLimitInMB => 128;

        public TimeSpan RemainingTime => TimeSpan.FromMinutes(1);
    }
}
