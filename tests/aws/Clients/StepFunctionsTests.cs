using Amazon;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace AiProxy.Clients.Tests;

public sealed class StepFunctionsTests
{
    private static readonly BasicAWSCredentials Credentials = new("AKIDEXAMPLE", "secret");

    private static AmazonStepFunctionsClient Client(ServiceStub stub, bool hostPrefix = false) => new(Credentials, new AmazonStepFunctionsConfig
    {
        ServiceURL = stub.Url,
        AuthenticationRegion = "eu-west-1",
        MaxErrorRetry = 0,
        DisableHostPrefixInjection = !hostPrefix,
    });

    [Fact]
    public async Task StartSyncExecutionAsync_Succeeded_SendsTheProtocolAndReadsTheAnswer()
    {
        await using var stub = await ServiceStub.StartAsync();
        stub.Answer("""
            {"executionArn":"arn:aws:states:eu-west-1:1:express:m:req-1:2","stateMachineArn":"arn:m","name":"req-1","startDate":1763900000.5,
             "stopDate":1763900001.75,"status":"SUCCEEDED","input":"{}","inputDetails":{"included":true},"output":"{\"a\":1}",
             "outputDetails":{"included":false},"billingDetails":{"billedMemoryUsedInMB":64,"billedDurationInMilliseconds":1300}}
            """);
        using var client = Client(stub);

        var response = await client.StartSyncExecutionAsync(
            new StartSyncExecutionRequest
            {
                StateMachineArn = "arn:m",
                Name = "req-1",
                Input = """{"a":"ä\"<"}""",
                TraceHeader = "Root=1-2-3",
                IncludedData = IncludedData.ALL_DATA,
            },
            TestContext.Current.CancellationToken);

        var request = Assert.Single(stub.Requests);
        Assert.Equal("AWSStepFunctions.StartSyncExecution", request.Headers["X-Amz-Target"]);
        Assert.Equal("application/x-amz-json-1.0", request.Headers["Content-Type"]);
        Assert.Contains("/eu-west-1/states/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
        using var body = System.Text.Json.JsonDocument.Parse(request.Body);
        Assert.Equal(
            ["includedData", "input", "name", "stateMachineArn", "traceHeader"],
            body.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal("""{"a":"ä\"<"}""", body.RootElement.GetProperty("input").GetString());

        Assert.Equal(SyncExecutionStatus.SUCCEEDED, response.Status);
        Assert.Equal("""{"a":1}""", response.Output);
        Assert.True(response.InputDetails!.Included);
        Assert.False(response.OutputDetails!.Included);
        Assert.Equal(1.25, (response.StopDate - response.StartDate)!.Value.TotalSeconds);
        Assert.Equal(64, response.BillingDetails!.BilledMemoryUsedInMB);
        Assert.Equal(1300, response.BillingDetails.BilledDurationInMilliseconds);
        Assert.Null(response.Error);
    }

    [Fact]
    public async Task StartSyncExecutionAsync_FailedExecution_IsAnAnswer()
    {
        await using var stub = await ServiceStub.StartAsync();
        stub.Answer("""{"executionArn":"e","startDate":1,"stopDate":2,"status":"FAILED","error":"States.Timeout","cause":"late"}""");
        using var client = Client(stub);

        var response = await client.StartSyncExecutionAsync(
            new StartSyncExecutionRequest { StateMachineArn = "arn:m" }, TestContext.Current.CancellationToken);

        Assert.Equal("FAILED", response.Status!.Value);
        Assert.Equal(("States.Timeout", "late"), (response.Error, response.Cause));
        Assert.Null(response.Output);
        Assert.Null(response.BillingDetails);
    }

    [Theory]
    [InlineData("StateMachineDoesNotExist", typeof(StateMachineDoesNotExistException))]
    [InlineData("InvalidArn", typeof(InvalidArnException))]
    [InlineData("InvalidExecutionInput", typeof(InvalidExecutionInputException))]
    [InlineData("InvalidName", typeof(InvalidNameException))]
    [InlineData("StateMachineDeleting", typeof(StateMachineDeletingException))]
    [InlineData("StateMachineTypeNotSupported", typeof(StateMachineTypeNotSupportedException))]
    [InlineData("KmsThrottlingException", typeof(KmsThrottlingException))]
    [InlineData("com.amazon.coral.service#Unheard", typeof(AmazonStepFunctionsException))]
    public async Task StartSyncExecutionAsync_ServiceError_ThrowsItsException(string code, Type expected)
    {
        await using var stub = await ServiceStub.StartAsync();
        stub.Fail(400, code, $$"""{"__type":"{{code}}","message":"no"}""");
        using var client = Client(stub);

        var thrown = await Assert.ThrowsAnyAsync<AmazonStepFunctionsException>(() => client.StartSyncExecutionAsync(
            new StartSyncExecutionRequest { StateMachineArn = "arn:m" }, TestContext.Current.CancellationToken));

        Assert.IsType(expected, thrown);
        Assert.Equal("no", thrown.Message);
    }

    [Fact]
    public async Task StartSyncExecutionAsync_HostPrefixLeftOn_GoesToTheSyncHost()
    {
        var hosts = new List<string>();
        using var client = new AmazonStepFunctionsClient(Credentials, new AmazonStepFunctionsConfig
        {
            RegionEndpoint = RegionEndpoint.EUWest1,
            MaxErrorRetry = 0,
            HttpClientFactory = new RecordingFactory(hosts),
        });

        await client.StartSyncExecutionAsync(
            new StartSyncExecutionRequest { StateMachineArn = "arn:m" }, TestContext.Current.CancellationToken);

        Assert.Equal(["sync-states.eu-west-1.amazonaws.com"], hosts);
    }

    private sealed class RecordingFactory(List<string> hosts) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(hosts));

        private sealed class Handler(List<string> hosts) : HttpMessageHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                hosts.Add(request.RequestUri!.Host);
                return Task.FromResult(new HttpResponseMessage
                {
                    Content = new StringContent("""{"executionArn":"e","startDate":1,"stopDate":2,"status":"SUCCEEDED"}"""),
                });
            }
        }
    }
}
