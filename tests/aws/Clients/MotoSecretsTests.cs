using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AiProxy.Peers;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace AiProxy.Clients.Tests;

/// <summary>The client against a Secrets Manager that is not ours.</summary>
public sealed class MotoSecretsTests(PeerFixture<MotoServer> moto) : IClassFixture<PeerFixture<MotoServer>>, IAsyncLifetime
{
    private readonly string _name = $"aiproxy/{Guid.NewGuid():N}";
    private Uri _endpoint = null!;
    private AmazonSecretsManagerClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _endpoint = (await moto.GetAsync()).Endpoint;
        _client = new AmazonSecretsManagerClient(new BasicAWSCredentials("AKID", "secret"), new AmazonSecretsManagerConfig
        {
            ServiceURL = _endpoint.ToString(),
            AuthenticationRegion = "eu-west-1",
        });
    }

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task GetSecretValueAsync_Current_ReadsTextNameAndVersion()
    {
        var made = await CallAsync("CreateSecret", $$"""{"Name":"{{_name}}","SecretString":"sk-ä\"1\""}""");

        var secret = await GetAsync(new GetSecretValueRequest { SecretId = _name });

        Assert.Equal("sk-ä\"1\"", secret.SecretString);
        Assert.Null(secret.SecretBinary);
        Assert.Equal(_name, secret.Name);
        Assert.Equal(made.GetProperty("ARN").GetString(), secret.ARN);
        Assert.Equal(made.GetProperty("VersionId").GetString(), secret.VersionId);
        Assert.Equal(["AWSCURRENT"], secret.VersionStages);
        Assert.NotNull(secret.CreatedDate);
        Assert.Equal(secret.SecretString, (await GetAsync(new GetSecretValueRequest { SecretId = secret.ARN })).SecretString);
    }

    [Fact]
    public async Task GetSecretValueAsync_Rotated_ReadsEachVersion()
    {
        var first = await CallAsync("CreateSecret", $$"""{"Name":"{{_name}}","SecretString":"old"}""");
        await CallAsync("PutSecretValue", $$"""{"SecretId":"{{_name}}","SecretString":"new"}""");

        Assert.Equal("new", (await GetAsync(new GetSecretValueRequest { SecretId = _name })).SecretString);
        Assert.Equal("new", (await GetAsync(new GetSecretValueRequest { SecretId = _name, VersionStage = "AWSCURRENT" })).SecretString);
        Assert.Equal("old", (await GetAsync(new GetSecretValueRequest { SecretId = _name, VersionStage = "AWSPREVIOUS" })).SecretString);
        Assert.Equal(
            "old",
            (await GetAsync(new GetSecretValueRequest { SecretId = _name, VersionId = first.GetProperty("VersionId").GetString() })).SecretString);
    }

    [Fact]
    public async Task GetSecretValueAsync_Binary_ReadsItsBytes()
    {
        await CallAsync("CreateSecret", $$"""{"Name":"{{_name}}","SecretBinary":"AQID"}""");

        var secret = await GetAsync(new GetSecretValueRequest { SecretId = _name });

        Assert.Equal([1, 2, 3], secret.SecretBinary!.ToArray());
        Assert.Null(secret.SecretString);
    }

    [Fact]
    public async Task GetSecretValueAsync_NotThere_SaysSo()
    {
        var thrown = await Assert.ThrowsAsync<ResourceNotFoundException>(() => GetAsync(new GetSecretValueRequest { SecretId = _name }));

        Assert.Equal("ResourceNotFoundException", thrown.ErrorCode);
        Assert.Equal("Secrets Manager can't find the specified secret.", thrown.Message);
    }

    [Fact]
    public async Task GetSecretValueAsync_Deleted_SaysSo()
    {
        await CallAsync("CreateSecret", $$"""{"Name":"{{_name}}","SecretString":"x"}""");
        await CallAsync("DeleteSecret", $$"""{"SecretId":"{{_name}}"}""");

        var thrown = await Assert.ThrowsAsync<InvalidRequestException>(() => GetAsync(new GetSecretValueRequest { SecretId = _name }));

        Assert.Equal("InvalidRequestException", thrown.ErrorCode);
    }

    private Task<GetSecretValueResponse> GetAsync(GetSecretValueRequest request) =>
        _client.GetSecretValueAsync(request, TestContext.Current.CancellationToken);

    /// <summary>An operation that the client does not have.</summary>
    private async Task<JsonElement> CallAsync(string operation, string body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, _endpoint);
        request.Headers.TryAddWithoutValidation(
            "Authorization", "AWS4-HMAC-SHA256 Credential=AKID/20260101/eu-west-1/secretsmanager/aws4_request, SignedHeaders=host, Signature=0");
        request.Headers.Add("X-Amz-Target", $"secretsmanager.{operation}");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
