using System.Text;
using System.Text.Json;
using AiProxy.Authorize.Keys;
using AiProxy.Authorize.Tests.Keys;
using AiProxy.Contracts.Composition;
using AiProxy.Contracts.Payloads;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using AWS.Lambda.Powertools.Logging;
using Microsoft.Extensions.DependencyInjection;

namespace AiProxy.Authorize.Tests;

/// <summary>The generated handler, on API Gateway's own JSON.</summary>
public sealed class AuthorizeFunctionTests
{
    private const string Arn = "arn:aws:execute-api:eu-west-1:123456789012:abcdef/live/POST/v1/chat/completions";

    private static readonly SourceGeneratorLambdaJsonSerializer<AuthorizeJsonContext> Serializer = new();

    private readonly FakeKeyStore _store = new();

    [Fact]
    public async Task Authorize_WhateverTheKey_LogsItsIdAndNeverItsSecret()
    {
        var console = new LogCapture();
        Logger.Configure(configuration => configuration.LogOutput = console);

        await InvokeAsync(TokenEvent(TestKeys.Header));
        _store.Record = TestKeys.Record with { Revoked = true };
        await Assert.ThrowsAsync<UnauthorizedException>(() => InvokeAsync(TokenEvent(TestKeys.Header)));
        await Assert.ThrowsAsync<UnauthorizedException>(() => InvokeAsync(TokenEvent($"Bearer {TestKeys.Secret}")));

        string log = console.Text;
        Assert.Contains("caller_authorized", log, StringComparison.Ordinal);
        Assert.Contains("caller_refused", log, StringComparison.Ordinal);
        Assert.Contains(TestKeys.Id, log, StringComparison.Ordinal);
        Assert.DoesNotContain(TestKeys.Secret, log, StringComparison.Ordinal);
    }

    private async Task<JsonElement> InvokeAsync(string json)
    {
        var function = FunctionServices.Use(services => services.AddSingleton<IKeyStore>(_store), () => new AuthorizeFunction_Authorize_Generated());
        var request = Serializer.Deserialize<APIGatewayCustomAuthorizerRequest>(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        APIGatewayCustomAuthorizerResponse response = await function.Authorize(request);
        using var output = new MemoryStream();
        Serializer.Serialize(response, output);
        return JsonElement.Parse(output.ToArray());
    }

    private static string TokenEvent(string header, string arn = Arn) => $$"""{"type":"TOKEN","authorizationToken":"{{header}}","methodArn":"{{arn}}"}""";

    [Fact]
    public async Task Authorize_GoodKey_AllowsTheStagesMethodsAndSaysWhoItIs()
    {
        JsonElement answer = await InvokeAsync(TokenEvent(TestKeys.Header));

        Assert.Equal(
            """{"principalId":"team-a","policyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["execute-api:Invoke"],"Resource":["arn:aws:execute-api:eu-west-1:123456789012:abcdef/live/*"]}]},"context":{"caller":"team-a","routes":"*","keyId":"0123456789ab"},"usageIdentifierKey":"usage-1"}""",
            answer.GetRawText());
    }

    [Fact]
    public async Task Authorize_KeyWithScope_HandsTheRoutesOn()
    {
        _store.Record = TestKeys.Record with { Routes = ["chat", "panel-vote"], UsageKey = null };

        JsonElement answer = await InvokeAsync(TokenEvent(TestKeys.Header));

        Assert.Equal("chat panel-vote", answer.GetProperty("context").GetProperty("routes").GetString());
        Assert.False(answer.TryGetProperty("usageIdentifierKey", out _));
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("authorization")]
    [InlineData("AUTHORIZATION")]
    public async Task Authorize_RequestEvent_ReadsTheHeaderInAnyCase(string name)
    {
        JsonElement answer = await InvokeAsync(
            $$$"""{"type":"REQUEST","methodArn":"{{{Arn}}}","headers":{"Accept":"*/*","{{{name}}}":"{{{TestKeys.Header}}}"},"requestContext":{"stage":"live"} }""");

        Assert.Equal("team-a", answer.GetProperty("principalId").GetString());
    }

    [Theory]
    [InlineData("""{"type":"TOKEN","methodArn":"arn:aws:execute-api:r:1:a/live/GET/x"}""")]
    [InlineData("""{"type":"REQUEST","methodArn":"arn:aws:execute-api:r:1:a/live/GET/x","headers":{"accept":"*/*"}}""")]
    [InlineData("""{"type":"REQUEST","methodArn":"arn:aws:execute-api:r:1:a/live/GET/x","headers":null}""")]
    public async Task Authorize_NoKey_ThrowsTheOneWordThatIs401(string json)
    {
        Exception thrown = await Assert.ThrowsAsync<UnauthorizedException>(() => InvokeAsync(json));

        Assert.Equal("Unauthorized", thrown.Message);
    }

    [Fact]
    public async Task Authorize_StoreUnavailable_ThrowsAnotherWord()
    {
        _store.Failure = new StorageUnavailableException("down");

        Exception thrown = await Assert.ThrowsAsync<StorageUnavailableException>(() => InvokeAsync(TokenEvent(TestKeys.Header)));

        Assert.NotEqual("Unauthorized", thrown.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("arn:aws:execute-api:eu-west-1:123456789012:abcdef")]
    public async Task Authorize_ArnOfNoMethod_AllowsNothing(string arn) =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => InvokeAsync(TokenEvent(TestKeys.Header, arn)));
}
