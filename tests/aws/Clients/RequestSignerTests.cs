using AiProxy.Aws.Clients.Runtime;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace AiProxy.Clients.Tests;

/// <summary>Signatures are held to those of the SDK's whole signer, which canonicalises requests by itself.</summary>
public sealed class RequestSignerTests
{
    private const string Region = "eu-west-1";

    private static readonly DateTimeOffset Now = new(2026, 11, 25, 1, 2, 3, TimeSpan.Zero);

    private sealed class AnyRequest : AmazonWebServiceRequest;

    [Theory]
    [InlineData("PUT", "https://payloads.s3.eu-west-1.amazonaws.com/", "s3", "req_1/abc", null)]
    [InlineData("GET", "http://127.0.0.1:5000/payloads", "s3", "req_1/a b+ü~*'()", "token/+=")]
    [InlineData("POST", "https://dynamodb.eu-west-1.amazonaws.com/", "dynamodb", "", "token")]
    public void Sign_Request_SignsAsTheSdk(string method, string url, string service, string key, string? token)
    {
        byte[] body = "{\"a\":1}"u8.ToArray();
        var credentials = token is null ? new ImmutableCredentials("AKIDEXAMPLE", "secret", null) : new ImmutableCredentials("AKIDEXAMPLE", "secret", token);
        var ours = new ServiceRequest(method, new Uri(url), "/" + string.Join('/', key.Split('/').Select(Uri.EscapeDataString))) { Body = body };
        ours.Headers["content-type"] = "application/json";

        RequestSigner.Sign(ours, credentials, Region, service, Now);

        Assert.Equal(SignedBySdk(ours, url, service, key, credentials), ours.Headers["authorization"]);
    }

    [Fact]
    public void Sign_Query_SignsAsTheSdk()
    {
        const string token = "AYADeNgfsRxdKiJ37A12OZ9vN2cAXwABABVhd3/+=";
        var ours = new ServiceRequest("GET", new Uri("https://appconfigdata.eu-west-1.amazonaws.com"), "/configuration")
        {
            Query = [new("configuration_token", Uri.EscapeDataString(token))],
        };
        var credentials = new ImmutableCredentials("AKIDEXAMPLE", "secret", null);

        RequestSigner.Sign(ours, credentials, Region, "appconfig", Now);

        var request = new DefaultRequest(new AnyRequest(), "AppConfigData") { HttpMethod = "GET", ResourcePath = "/configuration", UseQueryString = true };
        request.Parameters["configuration_token"] = token;
        Assert.Equal(Sdk(request, ours, "appconfig", credentials), ours.Headers["authorization"]);
    }

    [Fact]
    public void Sign_Again_ReplacesTheSignature()
    {
        var request = new ServiceRequest("POST", new Uri("https://dynamodb.eu-west-1.amazonaws.com"), "/");
        var credentials = new ImmutableCredentials("AKIDEXAMPLE", "secret", null);

        RequestSigner.Sign(request, credentials, Region, "dynamodb", Now);
        var first = request.Headers["authorization"];
        RequestSigner.Sign(request, credentials, Region, "dynamodb", Now);

        Assert.Equal(first, request.Headers["authorization"]);
    }

    private static string SignedBySdk(ServiceRequest ours, string url, string service, string key, ImmutableCredentials credentials)
    {
        var request = new DefaultRequest(new AnyRequest(), service) { HttpMethod = ours.Method, ResourcePath = key.Length > 0 ? "/{Key+}" : "/", Content = ours.Body.ToArray() };
        if (key.Length > 0)
            request.AddPathResource("{Key+}", key);
        return Sdk(request, ours, service, credentials, url);
    }

    private static string Sdk(DefaultRequest request, ServiceRequest ours, string service, ImmutableCredentials credentials, string? url = null)
    {
        request.Endpoint = new Uri(url ?? ours.Endpoint.ToString());
        request.OverrideSigningServiceName = service;
        request.AuthenticationRegion = Region;
        foreach (var (name, value) in ours.Headers.Where(header => header.Key is "content-type" or "x-amz-security-token"))
            request.Headers[name] = value;
        return new AWS4Signer().SignRequest(request, new NoConfig(), null, credentials.AccessKey, credentials.SecretKey, Now.UtcDateTime).ForAuthorizationHeader;
    }

    private sealed class NoConfig() : ClientConfig(new NoDefaults())
    {
        public override string RegionEndpointServiceName => "";

        public override string ServiceVersion => "";

        public override string UserAgent => "";

        public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => throw new NotSupportedException();
    }

    private sealed class NoDefaults : IDefaultConfigurationProvider
    {
        public IDefaultConfiguration GetDefaultConfiguration(RegionEndpoint clientRegion, DefaultConfigurationMode? requestedConfigurationMode = null) =>
            new DefaultConfiguration { Name = DefaultConfigurationMode.Standard };
    }
}
