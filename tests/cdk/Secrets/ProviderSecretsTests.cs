using AiProxy.Cdk.Secrets;

namespace AiProxy.Cdk.Tests.Secrets;

public sealed class ProviderSecretsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Read_Providers_GivesEachSecretOnceInOrder()
    {
        ProviderSecrets secrets = Read("""
            {"providers":{"openai":{},"b":{"secret":"team/key_1+=.@-"},"vllm":{"secret":null},"a":{"secret":"aiproxy/openai"}}}
            """);
        Assert.Equal(["aiproxy/openai", "team/key_1+=.@-"], secrets.Names);
    }

    [Fact]
    public void Read_ProvidersWithoutKeys_GivesNone() => Assert.Empty(Read("""{"providers":{"vllm":{"secret":null}}}""").Names);

    [Theory]
    [InlineData("\"*\"")]
    [InlineData("\"aiproxy/*\"")]
    [InlineData("\"aiproxy/opena?\"")]
    [InlineData("\"arn:aws:secretsmanager:eu-west-1:123456789012:secret:aiproxy/openai-AbCdEf\"")]
    [InlineData("\"${x}\"")]
    [InlineData("\"name\\n\"")]
    [InlineData("\"\"")]
    [InlineData("7")]
    public void Read_NameThatWouldWidenThePermission_IsRefused(string secret)
    {
        StackInputException e = Assert.Throws<StackInputException>(() => Read("{\"providers\":{\"openai\":{\"secret\":" + secret + "}}}"));
        Assert.Contains("/providers/openai", e.Message, StringComparison.Ordinal);
        Assert.Contains("is not the name of a secret", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ProviderWhoseDefaultNameIsNone_IsRefused() =>
        Assert.Throws<StackInputException>(() => Read("""{"providers":{"*":{}}}"""));

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"providers":["openai"]}""")]
    public void Read_WithoutProviders_SaysSo(string json) =>
        Assert.EndsWith("has no object 'providers'.", Assert.Throws<StackInputException>(() => Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_NotJson_SaysSo() =>
        Assert.Contains("is not JSON", Assert.Throws<StackInputException>(() => Read("{")).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_MissingFile_NamesTheKeyToSet()
    {
        StackInputException e = Assert.Throws<StackInputException>(() => ProviderSecrets.Read(_file + ".none"));
        Assert.Contains("context 'routes'", e.Message, StringComparison.Ordinal);
    }

    private ProviderSecrets Read(string json)
    {
        File.WriteAllText(_file, json);
        return ProviderSecrets.Read(_file);
    }
}
