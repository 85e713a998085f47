using AiProxy.Host.Providers;
using Amazon.SecretsManager.Model;
using Microsoft.Extensions.Configuration;

namespace AiProxy.Host.Tests.Providers;

public sealed class LocalSecretsTests : IDisposable
{
    private readonly LocalSecrets _secrets = new(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["OPENAI_API_KEY"] = "k", ["GEMINI_API_KEY"] = "" })
        .Build());

    [Theory]
    [InlineData("aiproxy/openai", "OPENAI_API_KEY")]
    [InlineData("my-vllm", "MY_VLLM_API_KEY")]
    [InlineData("a/b/c.d", "C_D_API_KEY")]
    public void SettingOf_SecretsName_IsItsLastPart(string secret, string setting) => Assert.Equal(setting, LocalSecrets.SettingOf(secret));

    [Fact]
    public async Task Get_Set_IsTheKey()
    {
        GetSecretValueResponse response = await _secrets.GetSecretValueAsync(
            new GetSecretValueRequest { SecretId = "aiproxy/openai" }, TestContext.Current.CancellationToken);
        Assert.Equal("k", response.SecretString);
    }

    [Theory]
    [InlineData("aiproxy/gemini")]
    [InlineData("aiproxy/anthropic")]
    public async Task Get_NotSet_SaysWhatToSet(string secret)
    {
        Assert.False(_secrets.Has(secret));
        var e = await Assert.ThrowsAsync<ResourceNotFoundException>(() => _secrets.GetSecretValueAsync(
            new GetSecretValueRequest { SecretId = secret }, TestContext.Current.CancellationToken));
        Assert.Contains(LocalSecrets.SettingOf(secret), e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _secrets.Dispose();
}
