using System.Text.Json.Nodes;

namespace AiProxy.LocalServices.Tests.DynamoDb;

public sealed class OurDynamoDbTests(OurServer server) : DynamoDbTests("ours"), IClassFixture<OurServer>
{
    [Fact]
    public async Task Table_Unknown_IsNotFound()
    {
        using AwsCaller caller = server.Caller();
        (int status, JsonObject answer) = await caller.AskAsync("DynamoDB_20120810.GetItem", (JsonObject)JsonNode.Parse("""{"TableName":"other","Key":{"id":{"S":"k"}}}""")!);

        Assert.Equal(400, status);
        Assert.EndsWith("#ResourceNotFoundException", (string?)answer["__type"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Query", """{"TableName":"cases"}""", "UnknownOperationException")]
    [InlineData("PutItem", """{"TableName":"cases","Item":{"id":{"S":"k"}},"Expected":{}}""", "ValidationException")]
    [InlineData("GetItem", """{"TableName":"cases","Key":{"id":{"S":"k"}},"AttributesToGet":["id"]}""", "ValidationException")]
    public async Task Request_OfWhatIsNotHere_SaysSo(string operation, string body, string error)
    {
        using AwsCaller caller = server.Caller();
        (int status, JsonObject answer) = await caller.AskAsync($"DynamoDB_20120810.{operation}", (JsonObject)JsonNode.Parse(body)!);

        Assert.Equal(400, status);
        Assert.EndsWith(error, (string?)answer["__type"], StringComparison.Ordinal);
        Assert.Contains("Not here", (string?)answer["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_OfManyAtOnce_LoseNone()
    {
        using AwsCaller caller = server.Caller();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => caller.AskAsync(
            "DynamoDB_20120810.UpdateItem",
            (JsonObject)JsonNode.Parse("""{"TableName":"cases","Key":{"id":{"S":"many"}},"UpdateExpression":"ADD n :one","ExpressionAttributeValues":{":one":{"N":"1"}}}""")!)));

        (_, JsonObject answer) = await caller.AskAsync("DynamoDB_20120810.GetItem", (JsonObject)JsonNode.Parse("""{"TableName":"cases","Key":{"id":{"S":"many"}}}""")!);
        Assert.Equal("50", (string?)answer["Item"]!["n"]!["N"]);
    }

    [Fact]
    public async Task Key_Unknown_IsRefused()
    {
        using var caller = new AwsCaller(server.Endpoint, "AKIDEXAMPLE");
        (int status, JsonObject answer) = await caller.AskAsync("secretsmanager.GetSecretValue", (JsonObject)JsonNode.Parse("""{"SecretId":"aiproxy/openai"}""")!);

        Assert.Equal(400, status);
        Assert.Equal("UnrecognizedClientException", (string?)answer["__type"]);
    }

    internal override Task<AwsCaller> CallerAsync() => Task.FromResult(server.Caller());
}
