using System.Net;
using AiProxy.Aws.Clients.Runtime;
using Amazon;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace AiProxy.Clients.Tests;

public sealed class SecretsManagerTests
{
    private static readonly BasicAWSCredentials Credentials = new("AKIDEXAMPLE", "secret");

    private static AmazonSecretsManagerClient Client(ServiceStub stub, int retries = 0) => new(Credentials, new AmazonSecretsManagerConfig
    {
        ServiceURL = stub.Url,
        AuthenticationRegion = "eu-west-1",
        MaxErrorRetry = retries,
    });

    [Fact]
    public async Task GetSecretValueAsync_Secret_SendsTheProtocolAndReadsTheAnswer()
    {
        await using var stub = await ServiceStub.StartAsync();
        stub.Answer("""
            {"ARN":"arn:aws:secretsmanager:eu-west-1:1:secret:aiproxy/openai-a1b2c3","Name":"aiproxy/openai","VersionId":"v1",
             "SecretString":"sk-test","VersionStages":["AWSCURRENT","blue"],"CreatedDate":1.763900000123E9,"Unknown":{"a":[1]}}
            """);
        using var client = Client(stub);

        var response = await client.GetSecretValueAsync(
            new GetSecretValueRequest { SecretId = "aiproxy/openai", VersionStage = "AWSCURRENT" }, TestContext.Current.CancellationToken);

        var request = Assert.Single(stub.Requests);
        Assert.Equal(("POST", "/"), (request.Method, request.Path));
        Assert.Equal("secretsmanager.GetSecretValue", request.Headers["X-Amz-Target"]);
        Assert.Equal("application/x-amz-json-1.1", request.Headers["Content-Type"]);
        Assert.Equal("""{"SecretId":"aiproxy/openai","VersionStage":"AWSCURRENT"}""", request.Body);
        Assert.StartsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/", request.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Contains("/eu-west-1/secretsmanager/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);

        Assert.Equal("sk-test", response.SecretString);
        Assert.Equal("aiproxy/openai", response.Name);
        Assert.Equal("v1", response.VersionId);
        Assert.Equal(["AWSCURRENT", "blue"], response.VersionStages);
        Assert.Equal(DateTime.UnixEpoch.AddMilliseconds(1763900000123), response.CreatedDate);
        Assert.Null(response.SecretBinary);
        Assert.Equal(HttpStatusCode.OK, response.HttpStatusCode);
    }

    [Fact]
    public async Task GetSecretValueAsync_BinarySecret_ReadsItsBytes()
    {
        await using var stub = await ServiceStub.StartAsync();
        stub.Answer("""{"SecretBinary":"AQID"}""");
        using var client = Client(stub);

        var response = await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "s" }, TestContext.Current.CancellationToken);

        Assert.Equal([1, 2, 3], response.SecretBinary!.ToArray());
        Assert.Null(response.SecretString);
        Assert.Null(response.VersionStages);
    }

    [Theory]
    [InlineData("ResourceNotFoundException", typeof(ResourceNotFoundException))]
    [InlineData("InvalidRequestException", typeof(InvalidRequestException))]
    [InlineData("InvalidParameterException", typeof(InvalidParameterException))]
    [InlineData("DecryptionFailure", typeof(DecryptionFailureException))]
    [InlineData("InternalServiceError", typeof(InternalServiceErrorException))]
    [InlineData("AccessDeniedException", typeof(AmazonSecretsManagerException))]
    public async Task GetSecretValueAsync_ServiceError_ThrowsItsException(string code, Type expected)
    {
        await using var stub = await ServiceStub.StartAsync();
        stub.Fail(400, code, $$"""{"__type":"{{code}}","Message":"no such thing"}""");
        using var client = Client(stub);

        var thrown = await Assert.ThrowsAnyAsync<AmazonSecretsManagerException>(() =>
            client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "s" }, TestContext.Current.CancellationToken));

        Assert.IsType(expected, thrown);
        Assert.Equal(code, thrown.ErrorCode);
        Assert.Equal("no such thing", thrown.Message);
        Assert.Equal(HttpStatusCode.BadRequest, thrown.StatusCode);
    }

    [Fact]
    public async Task GetSecretValueAsync_Throttled_IsSentAgain()
    {
        await using var stub = await ServiceStub.StartAsync();
        stub.Fail(400, "ThrottlingException", """{"__type":"ThrottlingException","Message":"slow down"}""");
        stub.Answer("""{"SecretString":"x"}""");
        using var client = Client(stub, retries: 2);

        var response = await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "s" }, TestContext.Current.CancellationToken);

        Assert.Equal("x", response.SecretString);
        Assert.Equal(2, stub.Requests.Count);
    }

    [Theory]
    [InlineData("eu-west-1", false, false, "https://secretsmanager.eu-west-1.amazonaws.com/")]
    [InlineData("us-east-1", true, false, "https://secretsmanager-fips.us-east-1.amazonaws.com/")]
    [InlineData("eu-west-1", false, true, "https://secretsmanager.eu-west-1.api.aws/")]
    [InlineData("cn-north-1", false, false, "https://secretsmanager.cn-north-1.amazonaws.com.cn/")]
    public void Endpoint_Region_IsTheServicesHost(string region, bool fips, bool dualStack, string expected)
    {
        var config = new AmazonSecretsManagerConfig
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(region),
            UseFIPSEndpoint = fips,
            UseDualstackEndpoint = dualStack,
        };

        Assert.Equal(expected, ServiceEndpoint.Of(config, "secretsmanager").ToString());
    }
}
