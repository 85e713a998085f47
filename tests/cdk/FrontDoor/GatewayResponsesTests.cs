using System.Text.Json;

namespace AiProxy.Cdk.Tests.FrontDoor;

public sealed class GatewayResponsesTests(StackFixture stack)
{
    [Theory]
    [InlineData("BAD_REQUEST_BODY", "400", "invalid_body", false)]
    [InlineData("UNAUTHORIZED", "401", "invalid_api_key", false)]
    [InlineData("ACCESS_DENIED", "403", "access_denied", false)]
    [InlineData("INVALID_API_KEY", "403", "key_without_usage_plan", false)]
    [InlineData("MISSING_AUTHENTICATION_TOKEN", "404", "unknown_url", false)]
    [InlineData("REQUEST_TOO_LARGE", "413", "request_too_large", false)]
    [InlineData("UNSUPPORTED_MEDIA_TYPE", "415", "unsupported_media_type", false)]
    [InlineData("THROTTLED", "429", "rate_limit_exceeded", true)]
    [InlineData("QUOTA_EXCEEDED", "429", "quota_exceeded", false)]
    [InlineData("AUTHORIZER_FAILURE", "503", "authorizer_unavailable", true)]
    [InlineData("INTEGRATION_FAILURE", "502", "gateway_failed", false)]
    [InlineData("INTEGRATION_TIMEOUT", "504", "gateway_timed_out", false)]
    [InlineData("DEFAULT_4XX", null, "request_refused", false)]
    [InlineData("DEFAULT_5XX", null, "internal_error", false)]
    public void Response_OfApiGatewayItself_IsOpenAis(string type, string? status, string code, bool retry)
    {
        JsonElement response = stack.Resources("AWS::ApiGateway::GatewayResponse").Values.Select(resource => resource.GetProperty("Properties"))
            .Single(properties => properties.GetProperty("ResponseType").GetString() == type);
        Assert.Equal(status, response.TryGetProperty("StatusCode", out JsonElement value) ? value.GetString() : null);
        JsonElement headers = response.GetProperty("ResponseParameters");
        Assert.Equal(retry ? "'true'" : "'false'", headers.GetProperty("gatewayresponse.header.x-should-retry").GetString());
        Assert.Equal("context.requestId", headers.GetProperty("gatewayresponse.header.x-request-id").GetString());
        Assert.Equal(retry, headers.TryGetProperty("gatewayresponse.header.retry-after", out _));
        JsonElement error = Body(response).GetProperty("error");
        Assert.Equal(["message", "type", "param", "code", "aiproxy"], error.EnumerateObject().Select(member => member.Name));
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.Equal("$context.requestId", error.GetProperty("aiproxy").GetProperty("requestId").GetString());
    }

    [Fact]
    public void Responses_All_PutInNothingThatACallerWrites() => Assert.All(
        stack.Resources("AWS::ApiGateway::GatewayResponse").Values,
        response =>
        {
            string body = Body(response.GetProperty("Properties")).GetRawText().Replace("$context.requestId", "", StringComparison.Ordinal);
            Assert.DoesNotContain("$", body, StringComparison.Ordinal);
        });

    private static JsonElement Body(JsonElement response) =>
        JsonElement.Parse(response.GetProperty("ResponseTemplates").GetProperty("application/json").GetString()!);
}
