using System.Text;
using Amazon.AppConfigData;
using Amazon.AppConfigData.Model;
using Amazon.Runtime;

namespace AiProxy.Clients.Tests;

public sealed class AppConfigDataTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static AmazonAppConfigDataClient Client(ServiceStub stub) => new(
        new BasicAWSCredentials("AKIDEXAMPLE", "secret"),
        new AmazonAppConfigDataConfig { ServiceURL = stub.Url, AuthenticationRegion = "eu-west-1", MaxErrorRetry = 0 });

    [Fact]
    public async Task StartConfigurationSession_Ids_SendsThemAndReadsTheToken()
    {
        await using var stub = await ServiceStub.StartAsync();
        stub.Answer("""{"InitialConfigurationToken":"first+/="}""");
        using var client = Client(stub);

        var response = await client.StartConfigurationSessionAsync(
            new StartConfigurationSessionRequest
            {
                ApplicationIdentifier = "app",
                EnvironmentIdentifier = "env",
                ConfigurationProfileIdentifier = "profile",
                RequiredMinimumPollIntervalInSeconds = 15,
            },
            Token);

        Assert.Equal("first+/=", response.InitialConfigurationToken);
        var request = Assert.Single(stub.Requests);
        Assert.Equal(("POST", "/configurationsessions"), (request.Method, request.Path));
        Assert.Equal(
            """{"ApplicationIdentifier":"app","ConfigurationProfileIdentifier":"profile","EnvironmentIdentifier":"env","RequiredMinimumPollIntervalInSeconds":15}""",
            request.Body);
        Assert.Contains("/eu-west-1/appconfig/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetLatestConfiguration_Token_SendsItAndReadsContentAndHeaders()
    {
        await using var stub = await ServiceStub.StartAsync();
        stub.Answer("""{"routes":{}}""", ("Next-Poll-Configuration-Token", "second"), ("Next-Poll-Interval-In-Seconds", "15"), ("Version-Label", "v3"));
        using var client = Client(stub);

        var response = await client.GetLatestConfigurationAsync(new GetLatestConfigurationRequest { ConfigurationToken = "first+/=" }, Token);

        Assert.Equal("""{"routes":{}}""", Encoding.UTF8.GetString(response.Configuration!.ToArray()));
        Assert.Equal(("second", 15, "v3"), (response.NextPollConfigurationToken, response.NextPollIntervalInSeconds, response.VersionLabel));
        var request = Assert.Single(stub.Requests);
        Assert.Equal(("GET", "/configuration", "?configuration_token=first%2B%2F%3D"), (request.Method, request.Path, request.Query));
    }

    [Theory]
    [InlineData(400, "BadRequestException", typeof(BadRequestException))]
    [InlineData(404, "ResourceNotFoundException", typeof(ResourceNotFoundException))]
    [InlineData(429, "ThrottlingException", typeof(ThrottlingException))]
    [InlineData(500, "InternalServerException", typeof(InternalServerException))]
    public async Task GetLatestConfiguration_Refused_ThrowsItsException(int status, string code, Type expected)
    {
        await using var stub = await ServiceStub.StartAsync();
        stub.Fail(status, code, """{"Message":"no"}""");
        using var client = Client(stub);

        var thrown = await Assert.ThrowsAnyAsync<AmazonAppConfigDataException>(() =>
            client.GetLatestConfigurationAsync(new GetLatestConfigurationRequest { ConfigurationToken = "t" }, Token));

        Assert.IsType(expected, thrown);
        Assert.Equal("no", thrown.Message);
    }
}
