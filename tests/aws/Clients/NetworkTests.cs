using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace AiProxy.Clients.Tests;

/// <summary>What callers of the clients meet when the service is not at its best. Some set variables of the process.</summary>
[CollectionDefinition(DisableParallelization = true)]
[Collection(nameof(NetworkTests))]
public sealed class NetworkTests
{
    private static readonly BasicAWSCredentials Credentials = new("AKIDEXAMPLE", "secret");
    private static readonly StartSyncExecutionRequest Start = new() { StateMachineArn = "arn:m" };

    [Theory]
    [InlineData(400, "ThrottlingException")]
    [InlineData(503, "ServiceUnavailableException")]
    [InlineData(500, "InternalFailure")]
    public async Task StartSyncExecutionAsync_PassingTrouble_IsRetriedByTheSdk(int status, string code)
    {
        await using var stub = await ServiceStub.StartAsync();
        stub.Fail(status, code, $$"""{"__type":"{{code}}","message":"later"}""");
        stub.Answer("""{"executionArn":"e","startDate":1,"stopDate":2,"status":"SUCCEEDED","output":"1"}""");
        using var client = StepFunctions(stub.Url, retries: 1);

        var response = await client.StartSyncExecutionAsync(Start, TestContext.Current.CancellationToken);

        Assert.Equal("1", response.Output);
        Assert.Equal(2, stub.Requests.Count);
    }

    [Fact]
    public async Task StartSyncExecutionAsync_AlwaysThrottled_SaysSoInTheEnd()
    {
        await using var stub = await ServiceStub.StartAsync();
        for (var i = 0; i < 2; i++)
            stub.Fail(400, "ThrottlingException", """{"__type":"ThrottlingException","message":"Rate exceeded"}""");
        using var client = StepFunctions(stub.Url, retries: 1);

        var thrown = await Assert.ThrowsAnyAsync<AmazonStepFunctionsException>(
            () => client.StartSyncExecutionAsync(Start, TestContext.Current.CancellationToken));

        Assert.Equal(("ThrottlingException", "Rate exceeded"), (thrown.ErrorCode, thrown.Message));
    }

    [Fact]
    public async Task StartSyncExecutionAsync_ErrorThatIsNotJson_IsStillTheServicesException()
    {
        await using var stub = await ServiceStub.StartAsync();
        stub.Fail(502, "", "<html>Bad Gateway</html>");
        using var client = StepFunctions(stub.Url);

        var thrown = await Assert.ThrowsAnyAsync<AmazonServiceException>(
            () => client.StartSyncExecutionAsync(Start, TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.BadGateway, thrown.StatusCode);
    }

    [Fact]
    public async Task StartSyncExecutionAsync_OutputOfAQuarterMegabyte_IsReadWhole()
    {
        var output = new string('x', 256 * 1024);
        await using var stub = await ServiceStub.StartAsync();
        stub.Answer($$"""{"executionArn":"e","startDate":1,"stopDate":2,"status":"SUCCEEDED","output":"{{output}}"}""");
        using var client = StepFunctions(stub.Url);

        Assert.Equal(output, (await client.StartSyncExecutionAsync(Start, TestContext.Current.CancellationToken)).Output);
    }

    [Fact]
    public async Task StartSyncExecutionAsync_NobodyThere_IsAnHttpError()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var url = $"http://{closed.LocalEndpoint}";
        closed.Stop();
        using var client = StepFunctions(url);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.StartSyncExecutionAsync(Start, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task StartSyncExecutionAsync_NoAnswerInTime_GivesUp()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var client = StepFunctions($"http://{silent.LocalEndpoint}", timeout: TimeSpan.FromMilliseconds(50));

        var thrown = await Record.ExceptionAsync(() => client.StartSyncExecutionAsync(Start, TestContext.Current.CancellationToken));

        // Amazon's client throws the timeout itself, ours a client exception around it.
        Assert.IsType<TimeoutException>(thrown is AmazonClientException ? thrown.InnerException : thrown);
    }

    [Fact]
    public async Task StartSyncExecutionAsync_Cancelled_Ends()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var client = StepFunctions($"http://{silent.LocalEndpoint}");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var call = client.StartSyncExecutionAsync(Start, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task ServiceUrl_OfTheEnvironment_IsUsed()
    {
        await using var stub = await ServiceStub.StartAsync();
        stub.Answer("""{"SecretString":"x"}""");
        stub.Answer("""{"executionArn":"e","startDate":1,"stopDate":2,"status":"SUCCEEDED","output":"1"}""");
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_SECRETS_MANAGER", stub.Url);
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_SFN", stub.Url);
        Environment.SetEnvironmentVariable("AWS_REGION", "eu-west-1");
        try
        {
            using var secrets = new AmazonSecretsManagerClient(Credentials);
            using var machines = new AmazonStepFunctionsClient(
                Credentials, new AmazonStepFunctionsConfig { DisableHostPrefixInjection = true });

            await secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "s" }, TestContext.Current.CancellationToken);
            await machines.StartSyncExecutionAsync(Start, TestContext.Current.CancellationToken);

            Assert.Equal(
                ["secretsmanager.GetSecretValue", "AWSStepFunctions.StartSyncExecution"],
                stub.Requests.Select(request => request.Headers["X-Amz-Target"]));
        }
        finally
        {
            foreach (var name in new[] { "AWS_ENDPOINT_URL_SECRETS_MANAGER", "AWS_ENDPOINT_URL_SFN", "AWS_REGION" })
                Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Fact]
    public async Task Client_WithoutCredentials_SaysWhichVariablesItReads()
    {
        const string Variable = "AWS_ACCESS_KEY_ID";
        string? before = Environment.GetEnvironmentVariable(Variable);
        Environment.SetEnvironmentVariable(Variable, null);
        try
        {
            using var client = new AmazonStepFunctionsClient(new AmazonStepFunctionsConfig { ServiceURL = "http://127.0.0.1:1", AuthenticationRegion = "eu-west-1" });

            var thrown = await Assert.ThrowsAsync<AmazonClientException>(() => client.StartSyncExecutionAsync(Start, TestContext.Current.CancellationToken));

            Assert.Contains(Variable, thrown.Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
        }
    }

    private static AmazonStepFunctionsClient StepFunctions(string url, int retries = 0, TimeSpan? timeout = null) =>
        new(Credentials, new AmazonStepFunctionsConfig
        {
            ServiceURL = url,
            AuthenticationRegion = "eu-west-1",
            MaxErrorRetry = retries,
            Timeout = timeout ?? TimeSpan.FromMinutes(1),
            DisableHostPrefixInjection = true,
        });
}
