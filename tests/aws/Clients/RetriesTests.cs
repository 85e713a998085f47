using System.Diagnostics;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace AiProxy.Clients.Tests;

/// <summary>Repetitions are the SDK's own, so these hold of Amazon's client as well.</summary>
public sealed class RetriesTests
{
    private static readonly StartSyncExecutionRequest Start = new() { StateMachineArn = "arn:m" };

    [Fact]
    public async Task SendAsync_ServiceThatIsDown_IsNotAskedTwiceForever()
    {
        const int Calls = 60;
        await using var stub = await ServiceStub.StartAsync();
        using var client = Client(stub.Url, retries: 1);

        for (var i = 0; i < Calls; i++)
        {
            for (var answer = 0; answer < 2; answer++)
                stub.Fail(500, "InternalFailure");
            await Assert.ThrowsAnyAsync<AmazonServiceException>(() => client.StartSyncExecutionAsync(Start, TestContext.Current.CancellationToken));
        }

        // 500 tokens, 14 a repetition: enough for 35.
        Assert.Equal(Calls + 35, stub.Requests.Count);
    }

    [Fact]
    public async Task SendAsync_ServiceThatWorksAgain_IsAskedTwiceAgain()
    {
        await using var stub = await ServiceStub.StartAsync();
        using var client = Client(stub.Url, retries: 1);

        for (var i = 0; i < 60; i++)
        {
            stub.Fail(500, "InternalFailure");
            stub.Answer("""{"executionArn":"e","startDate":1,"stopDate":2,"status":"SUCCEEDED","output":"1"}""");
            await client.StartSyncExecutionAsync(Start, TestContext.Current.CancellationToken);
        }

        Assert.Equal(120, stub.Requests.Count);
    }

    [Fact]
    public async Task SendAsync_ServiceSaysHowLong_WaitsSoLong()
    {
        await using var stub = await ServiceStub.StartAsync();
        stub.Fail(503, "ServiceUnavailableException", headers: ("x-amz-retry-after", "300"));
        stub.Answer("""{"executionArn":"e","startDate":1,"stopDate":2,"status":"SUCCEEDED","output":"1"}""");
        using var client = Client(stub.Url, retries: 1);
        var started = Stopwatch.GetTimestamp();

        await client.StartSyncExecutionAsync(Start, TestContext.Current.CancellationToken);

        // Alone, the first repetition comes after 50 ms at most; a timer may fire some milliseconds early.
        Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(250));
    }

    [Theory]
    [InlineData(400, "ValidationException")]
    [InlineData(400, "AccessDeniedException")]
    [InlineData(404, "StateMachineDoesNotExist")]
    public async Task SendAsync_FaultOfTheCaller_IsNotRepeated(int status, string code)
    {
        await using var stub = await ServiceStub.StartAsync();
        stub.Fail(status, code);
        using var client = Client(stub.Url, retries: 2);

        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => client.StartSyncExecutionAsync(Start, TestContext.Current.CancellationToken));

        Assert.Single(stub.Requests);
    }

    private static AmazonStepFunctionsClient Client(string url, int retries) =>
        new(new BasicAWSCredentials("AKIDEXAMPLE", "secret"), new AmazonStepFunctionsConfig
        {
            ServiceURL = url,
            AuthenticationRegion = "eu-west-1",
            MaxErrorRetry = retries,
            DisableHostPrefixInjection = true,
        });
}
