using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Requests;
using AiProxy.Contracts.Routes;
using AiProxy.Gateway.StepFunctions;
using AiProxy.Gateway.Workflows;
using Amazon.Runtime;
using Amazon.StepFunctions;

namespace AiProxy.Gateway.Tests.StepFunctions;

public sealed class StepFunctionsClientTests
{
    [Fact]
    public void Timeout_IsLongerThanAnyExecutionAndAnyDeadline()
    {
        Assert.True(StepFunctionsClient.Timeout > TimeSpan.FromMinutes(5));
        Assert.True(StepFunctionsClient.Timeout > TimeSpan.FromMilliseconds(RouteDefaults.MaxDeadlineMs));
        Assert.Equal(StepFunctionsClient.Timeout, StepFunctionsClient.Configure(null, null).Timeout);
    }

    [Fact]
    public void Configure_Always_NeverAsksTwiceByItself()
    {
        AmazonStepFunctionsConfig config = StepFunctionsClient.Configure("eu-west-1", null);

        Assert.Equal((0, 0), (config.MaxErrorRetry, config.MaxStaleConnectionRetries));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("http://127.0.0.1:1", true)]
    public void Configure_Endpoint_HasNoSyncHostPrefix(string? endpoint, bool expected) =>
        Assert.Equal(expected, StepFunctionsClient.Configure("eu-west-1", endpoint).DisableHostPrefixInjection);

    [Fact]
    public async Task Run_NoCredentials_WasNotStarted()
    {
        using var client = new AmazonStepFunctionsClient(new NoCredentials(), StepFunctionsClient.Configure("eu-west-1", "http://127.0.0.1:1"));
        var runner = new StepFunctionsRunner(
            client, new WorkflowArns(new Dictionary<string, string> { ["a"] = "arn:aws:states:eu-west-1:1:stateMachine:a" }), TimeProvider.System);

        WorkflowNotStartedException thrown = await Assert.ThrowsAsync<WorkflowNotStartedException>(() => runner.RunAsync(
            "a",
            new WorkflowInput { RequestId = "r", Caller = "c", Request = Payload.Of(System.Text.Json.JsonElement.Parse("{}")) },
            TimeSpan.FromSeconds(1),
            TestContext.Current.CancellationToken));

        Assert.Equal(WorkflowNotStartedReason.Misconfigured, thrown.Reason);
    }

    [Theory]
    [InlineData("req_01m86ptpg0nx4kfhagc0", "req_01m86ptpg0nx4kfhagc0")]
    [InlineData("a b/c:d\té", "a-b-c-d--")]
    public void ExecutionName_OfARequestId_HasOnlyWhatANameMayHave(string requestId, string expected) => Assert.Equal(expected, ExecutionName.Of(requestId));

    [Fact]
    public void ExecutionName_TooLong_IsCut() => Assert.Equal(80, ExecutionName.Of(new string('a', 100)).Length);

    private sealed class NoCredentials : AWSCredentials
    {
        public override ImmutableCredentials GetCredentials() => throw new AmazonClientException("There are no credentials.");

        public override Task<ImmutableCredentials> GetCredentialsAsync() => Task.FromException<ImmutableCredentials>(new AmazonClientException("There are no credentials."));
    }
}
