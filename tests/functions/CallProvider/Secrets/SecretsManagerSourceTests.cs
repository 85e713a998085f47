using System.Net;
using System.Text;
using AiProxy.CallProvider.Secrets;
using AiProxy.Contracts.Failures;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace AiProxy.CallProvider.Tests.Secrets;

public sealed class SecretsManagerSourceTests
{
    public SecretsManagerSourceTests() => LogLines.Capture();

    private static Task<string> ReadAsync(GetSecretValueResponse? response, Exception? error = null) =>
        new SecretsManagerSource(new FakeManager(response, error)).ReadAsync("aiproxy/openai", "openai", TestContext.Current.CancellationToken);

    private static AmazonSecretsManagerException Refusal(string code) =>
        new("arn:aws:iam::123456789012:role/x is not allowed", null!, ErrorType.Sender, code, "r", HttpStatusCode.BadRequest);

    [Fact]
    public async Task Read_String_IsTheKey() => Assert.Equal("sk-1", await ReadAsync(new GetSecretValueResponse { SecretString = "sk-1\n" }));

    [Fact]
    public async Task Read_Binary_IsTheKey() =>
        Assert.Equal("sk-1", await ReadAsync(new GetSecretValueResponse { SecretBinary = new MemoryStream(Encoding.UTF8.GetBytes("sk-1")) }));

    [Fact]
    public async Task Read_Missing_SaysWhichAndHowToSetIt()
    {
        AuthenticationFailedException e = await Assert.ThrowsAsync<AuthenticationFailedException>(() => ReadAsync(null, new ResourceNotFoundException("gone")));

        Assert.Equal(
            "there is no key for openai: the secret 'aiproxy/openai' does not exist. On AWS: aws secretsmanager create-secret --name aiproxy/openai --secret-string KEY."
            + " On a local host: set OPENAI_API_KEY",
            e.Message);
    }

    [Fact]
    public async Task Read_Empty_SaysHowToStoreIt()
    {
        AuthenticationFailedException e = await Assert.ThrowsAsync<AuthenticationFailedException>(() => ReadAsync(new GetSecretValueResponse { SecretString = "{}" }));

        Assert.Contains("'aiproxy/openai' holds no key for openai", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_Denied_SaysWhatToAllowAndNamesNoRole()
    {
        AuthenticationFailedException e = await Assert.ThrowsAsync<AuthenticationFailedException>(() => ReadAsync(null, Refusal("AccessDeniedException")));

        Assert.Contains("secretsmanager:GetSecretValue", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("arn:", e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("InternalServiceError")]
    [InlineData("ThrottlingException")]
    public async Task Read_ServiceFails_IsWorthAnotherTry(string code)
    {
        ProviderUnavailableException e = await Assert.ThrowsAsync<ProviderUnavailableException>(() => ReadAsync(null, Refusal(code)));

        Assert.Equal($"the secret 'aiproxy/openai' could not be read ({code})", e.Message);
    }

    [Fact]
    public async Task Read_NoCredentials_IsWorthAnotherTry() =>
        await Assert.ThrowsAsync<ProviderUnavailableException>(() => ReadAsync(null, new AmazonClientException("no credentials")));

    [Fact]
    public async Task Read_Cancelled_IsCancelled() =>
        await Assert.ThrowsAsync<OperationCanceledException>(() => ReadAsync(null, new OperationCanceledException()));

    private sealed class FakeManager(GetSecretValueResponse? response, Exception? error) : IAmazonSecretsManager
    {
        public IClientConfig Config => throw new NotSupportedException();

        public Task<GetSecretValueResponse> GetSecretValueAsync(GetSecretValueRequest request, CancellationToken cancellationToken = default)
        {
            Assert.Equal("aiproxy/openai", request.SecretId);
            return error is null ? Task.FromResult(response!) : Task.FromException<GetSecretValueResponse>(error);
        }

        public void Dispose()
        {
        }
    }
}
