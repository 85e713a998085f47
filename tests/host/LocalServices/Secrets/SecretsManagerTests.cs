using System.Text.Json.Nodes;

namespace AiProxy.LocalServices.Tests.Secrets;

public sealed class SecretsManagerTests(OurServer server) : IClassFixture<OurServer>
{
    [Fact]
    public async Task Secret_ThatIsThere_IsAnswered()
    {
        (int status, JsonObject answer) = await AskAsync("GetSecretValue", """{"SecretId":"aiproxy/openai"}""");

        Assert.Equal(200, status);
        Assert.Equal("sk-1", (string?)answer["SecretString"]);
        Assert.Equal("aiproxy/openai", (string?)answer["Name"]);

        (status, answer) = await AskAsync("GetSecretValue", $$"""{"SecretId":"{{(string?)answer["ARN"]}}","VersionId":"{{(string?)answer["VersionId"]}}"}""");
        Assert.Equal(200, status);
        Assert.Equal("sk-1", (string?)answer["SecretString"]);
    }

    [Theory]
    [InlineData("GetSecretValue", """{"SecretId":"aiproxy/other"}""", "ResourceNotFoundException")]
    [InlineData("GetSecretValue", """{"SecretId":"aiproxy/openai","VersionStage":"AWSPREVIOUS"}""", "ResourceNotFoundException")]
    [InlineData("GetSecretValue", """{"SecretId":"aiproxy/openai","VersionId":"x"}""", "ResourceNotFoundException")]
    [InlineData("GetSecretValue", "{}", "ValidationException")]
    [InlineData("PutSecretValue", "{}", "UnknownOperationException")]
    public async Task Request_ThatCannotBe_IsAnError(string operation, string body, string error)
    {
        (int status, JsonObject answer) = await AskAsync(operation, body);

        Assert.Equal(400, status);
        Assert.Equal(error, (string?)answer["__type"]);
    }

    private async Task<(int Status, JsonObject Answer)> AskAsync(string operation, string body)
    {
        using AwsCaller caller = server.Caller();
        return await caller.AskAsync($"secretsmanager.{operation}", (JsonObject)JsonNode.Parse(body)!);
    }
}
