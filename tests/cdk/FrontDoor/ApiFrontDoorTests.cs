using System.Text.Json;
using Amazon.CDK.Assertions;

namespace AiProxy.Cdk.Tests.FrontDoor;

public sealed class ApiFrontDoorTests(StackFixture stack)
{
    private JsonElement ApiStage => stack.PropertiesOf("AWS::ApiGateway::Stage");

    [Fact]
    public void Methods_OfTheApi_AreThreeAndStreamTheGatewaysAnswer()
    {
        string alias = stack.IdOf("AWS::Lambda::Alias", "FunctionsGateway");
        string uri = $"arn:{{AWS::Partition}}:apigateway:{{AWS::Region}}:lambda:path/2021-11-15/functions/{{{alias}}}/response-streaming-invocations";
        Assert.Equal(3, stack.Resources("AWS::ApiGateway::Method").Count);
        foreach (JsonElement method in stack.Resources("AWS::ApiGateway::Method").Values)
        {
            JsonElement integration = method.GetProperty("Properties").GetProperty("Integration");
            Assert.Equal("AWS_PROXY", integration.GetProperty("Type").GetString());
            Assert.Equal("POST", integration.GetProperty("IntegrationHttpMethod").GetString());
            Assert.Equal("STREAM", integration.GetProperty("ResponseTransferMode").GetString());
            Assert.Equal(29_000, integration.GetProperty("TimeoutInMillis").GetInt32());
            Assert.Equal(uri, Statement.TextOf(integration.GetProperty("Uri")));
        }
    }

    // A page in a browser has no business with a caller's key: no method answers a preflight, and no answer of API Gateway's own lets a page read it.
    [Fact]
    public void Cors_OfTheApi_IsOff()
    {
        Assert.DoesNotContain("Access-Control", stack.Json.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["GET", "GET", "POST"], stack.Resources("AWS::ApiGateway::Method").Values
            .Select(method => method.GetProperty("Properties").GetProperty("HttpMethod").GetString()!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("FrontDoorApiv1chatcompletionsPOST", "POST", "completions")]
    [InlineData("FrontDoorApiv1modelsGET", "GET", "models")]
    public void Method_ThatCostsMoney_IsForCallersWithAKey(string construct, string verb, string path)
    {
        JsonElement method = stack.PropertiesOf("AWS::ApiGateway::Method", construct);
        Assert.Equal(verb, method.GetProperty("HttpMethod").GetString());
        Assert.Equal(path, stack.Resources("AWS::ApiGateway::Resource")[method.GetProperty("ResourceId").GetProperty("Ref").GetString()!]
            .GetProperty("Properties").GetProperty("PathPart").GetString());
        Assert.Equal("CUSTOM", method.GetProperty("AuthorizationType").GetString());
        Assert.Equal(stack.IdOf("AWS::ApiGateway::Authorizer"), method.GetProperty("AuthorizerId").GetProperty("Ref").GetString());
        Assert.True(method.GetProperty("ApiKeyRequired").GetBoolean());
    }

    [Fact]
    public void Authorizer_OfTheApi_AsksTheAliasAndForgetsSoon()
    {
        JsonElement authorizer = stack.PropertiesOf("AWS::ApiGateway::Authorizer");
        Assert.Equal("TOKEN", authorizer.GetProperty("Type").GetString());
        Assert.Equal("method.request.header.Authorization", authorizer.GetProperty("IdentitySource").GetString());
        Assert.Equal(60, authorizer.GetProperty("AuthorizerResultTtlInSeconds").GetInt32());
        Assert.Contains(stack.IdOf("AWS::Lambda::Alias", "FunctionsAuthorize"), authorizer.GetProperty("AuthorizerUri").GetRawText(), StringComparison.Ordinal);
        string pattern = authorizer.GetProperty("IdentityValidationExpression").GetString()!;
        Assert.Matches(pattern, "Bearer aip_k7_" + new string('x', 43));
        Assert.DoesNotMatch(pattern, "Bearer aip_k7_" + new string('x', 42));
        Assert.DoesNotMatch(pattern, "Bearer sk-proj-0123456789");
        Assert.DoesNotMatch(pattern, "Basic aip_k7_x");
    }

    [Fact]
    public void Api_OfTheStack_TakesTls12AndLater()
    {
        JsonElement api = stack.PropertiesOf("AWS::ApiGateway::RestApi");
        Assert.Equal("SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09", api.GetProperty("SecurityPolicy").GetString());
        // Goes with each policy of this kind.
        Assert.Equal("BASIC", api.GetProperty("EndpointAccessMode").GetString());
        Assert.Equal("""["REGIONAL"]""", JsonSerializer.Serialize(api.GetProperty("EndpointConfiguration").GetProperty("Types")));
    }

    [Fact]
    public void Stage_OfTheApi_ThrottlesAndTracesAndLogsNoBodies()
    {
        JsonElement[] settings = [.. ApiStage.GetProperty("MethodSettings").EnumerateArray()];
        Assert.Equal(["/*", "/~1healthz"], settings.Select(setting => setting.GetProperty("ResourcePath").GetString()!).Order(StringComparer.Ordinal));
        JsonElement all = settings.Single(setting => setting.GetProperty("ResourcePath").GetString() == "/*");
        Assert.Equal((50, 100), (all.GetProperty("ThrottlingRateLimit").GetInt32(), all.GetProperty("ThrottlingBurstLimit").GetInt32()));
        JsonElement health = settings.Single(setting => setting.GetProperty("ResourcePath").GetString() == "/~1healthz");
        Assert.Equal((5, 10), (health.GetProperty("ThrottlingRateLimit").GetInt32(), health.GetProperty("ThrottlingBurstLimit").GetInt32()));
        Assert.All(settings, setting =>
        {
            Assert.Equal("OFF", setting.GetProperty("LoggingLevel").GetString());
            Assert.False(setting.TryGetProperty("DataTraceEnabled", out JsonElement trace) && trace.GetBoolean());
        });
        Assert.True(ApiStage.GetProperty("TracingEnabled").GetBoolean());
    }

    [Fact]
    public void AccessLog_OfTheStage_IsJsonWithoutBodiesOrKeys()
    {
        JsonElement format = JsonElement.Parse(ApiStage.GetProperty("AccessLogSetting").GetProperty("Format").GetString()!);
        string[] values = [.. format.EnumerateObject().Select(field => field.Value.GetString()!)];
        Assert.Contains("$context.requestId", values);
        Assert.Contains("$context.authorizer.caller", values);
        Assert.All(values, value => Assert.StartsWith("$context.", value, StringComparison.Ordinal));
        // The value of API Gateway's own key, whatever a header or a body says, and the authorizer's token.
        Assert.DoesNotContain(values, value => value is "$context.identity.apiKey" || value.Contains("input", StringComparison.Ordinal));
        // What a stranger writes freely (a quote ends a member): the user agent, the path as it came, the host.
        Assert.DoesNotContain(values, value => value is "$context.identity.userAgent" or "$context.path" or "$context.domainName" or "$context.protocol");
        string group = ApiStage.GetProperty("AccessLogSetting").GetProperty("DestinationArn").GetProperty("Fn::GetAtt")[0].GetString()!;
        Assert.Equal("/aws/apigateway/AiProxy-access", stack.Resources("AWS::Logs::LogGroup")[group].GetProperty("Properties").GetProperty("LogGroupName").GetString());
    }

    [Fact]
    public void UsagePlan_OfCallers_HasARateAndAQuota()
    {
        JsonElement plan = stack.PropertiesOf("AWS::ApiGateway::UsagePlan");
        Assert.Equal("""{"BurstLimit":20,"RateLimit":10}""", JsonSerializer.Serialize(plan.GetProperty("Throttle")));
        Assert.Equal("""{"Limit":50000,"Period":"DAY"}""", JsonSerializer.Serialize(plan.GetProperty("Quota")));
        Assert.Equal(stack.IdOf("AWS::ApiGateway::Stage"), plan.GetProperty("ApiStages")[0].GetProperty("Stage").GetProperty("Ref").GetString());
    }

    [Fact]
    public void Stack_WithOtherLimits_PassesThemOn()
    {
        using var deployment = new Deployment();
        (Template template, JsonElement json) = StackFixture.Make(
            deployment, ("apiTimeoutSeconds", 120), ("keyQuotaPerDay", 0), ("keyThrottleRate", 3), ("throttleRate", 7), ("authorizerCacheSeconds", 0),
            ("apiLogsRole", false), ("domainName", "ai.example.com"),
            ("certificateArn", "arn:aws:acm:eu-west-1:123456789012:certificate/0e9ba6f2-6f2e-4a3c-9d4f-000000000000"));
        template.HasResourceProperties("AWS::ApiGateway::Method", Properties("Integration", Properties("TimeoutInMillis", 120_000)));
        template.HasResourceProperties("AWS::Lambda::Function", new Dictionary<string, object> { ["FunctionName"] = "AiProxy-Gateway", ["Timeout"] = 118 });
        template.HasResourceProperties("AWS::ApiGateway::UsagePlan", new Dictionary<string, object> { ["Quota"] = Match.Absent(), ["Throttle"] = Properties("RateLimit", 3) });
        template.HasResourceProperties("AWS::ApiGateway::Authorizer", Properties("AuthorizerResultTtlInSeconds", 0));
        template.ResourceCountIs("AWS::ApiGateway::Account", 0);
        template.HasResourceProperties("AWS::ApiGateway::DomainName", new Dictionary<string, object> { ["DomainName"] = "ai.example.com", ["SecurityPolicy"] = "TLS_1_2" });
        template.HasResourceProperties("AWS::ApiGateway::RestApi", Properties("DisableExecuteApiEndpoint", true));
        Assert.Equal("https://ai.example.com/v1", json.GetProperty("Outputs").GetProperty("BaseUrl").GetProperty("Value").GetString());
        Assert.True(json.GetProperty("Outputs").TryGetProperty("DomainTarget", out _));
    }

    private static Dictionary<string, object> Properties(string name, object value) => new() { [name] = value };
}
