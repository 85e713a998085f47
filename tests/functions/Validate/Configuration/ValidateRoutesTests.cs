using System.Text;
using System.Text.Json;
using AiProxy.Contracts.Routes;
using AiProxy.Validate.Configuration;

namespace AiProxy.Validate.Tests.Configuration;

public sealed class ValidateRoutesTests
{
    private const string Good = """{"providers":{"openai":{},"local":{"format":"openai","url":"http://10.0.3.7:8000/v1","secret":null}},"routes":{"chat":{"targets":["openai/gpt-5.2"]}}}""";

    private static void Validate(string content, params (string Name, string Value)[] environment)
    {
        RouteTableOptions deployment = Deployment.Describe(name => environment.FirstOrDefault(variable => variable.Name == name).Value);
        var function = new ValidateRoutesFunction(deployment);
        function.ValidateRoutes(Candidate($$"""{"applicationId":"a","configurationProfileId":"p","configurationVersion":"2","content":"{{Base64(content)}}","uri":"hosted"}"""));
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static ConfigurationCandidate Candidate(string json) => JsonSerializer.Deserialize(json, ValidateJsonContext.Default.ConfigurationCandidate)!;

    [Fact]
    public void ValidateRoutes_GoodRoutes_AreAccepted() => Validate(Good);

    [Fact]
    public void ValidateRoutes_EverythingWrong_IsListed()
    {
        var thrown = Assert.Throws<RouteTableException>(() => Validate("""{"providers":{"openai":{}},"routes":{"chat":{"strateggy":"first"},"other":{"targets":["opnai/x"]}}}"""));

        Assert.Equal(["unknown_member", "unknown_provider"], thrown.Diagnostics.Select(diagnostic => diagnostic.Code).Order(StringComparer.Ordinal));
        Assert.Contains("routes.json(1,", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ValidateRoutes_NotJson_IsRefused() => Assert.Throws<RouteTableException>(() => Validate("routes: []"));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"content":"%%%"}""")]
    public void ValidateRoutes_NoContent_IsRefused(string json) =>
        Assert.Throws<FormatException>(() => new ValidateRoutesFunction(new RouteTableOptions()).ValidateRoutes(Candidate(json)));

    [Fact]
    public void ValidateRoutes_SecretsOfTheStack_AreAccepted() => Validate(Good, ("ALLOWED_SECRETS", "aiproxy/anthropic, aiproxy/openai"));

    [Theory]
    [InlineData("aiproxy/anthropic")]
    [InlineData("")]
    public void ValidateRoutes_SecretThatTheStackDoesNotAllow_IsRefused(string allowed)
    {
        var thrown = Assert.Throws<RouteTableException>(() => Validate(Good, ("ALLOWED_SECRETS", allowed)));

        RouteDiagnostic only = Assert.Single(thrown.Diagnostics);
        Assert.Equal(("secret_not_allowed", "/providers/openai"), (only.Code, only.Pointer));
        Assert.Contains("'aiproxy/openai'", only.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ValidateRoutes_NamedSecretThatTheStackDoesNotAllow_IsRefusedInItsPlace()
    {
        var thrown = Assert.Throws<RouteTableException>(() => Validate(
            """{"providers":{"openai":{"secret":"team/other"}},"routes":{"chat":{"targets":["openai/gpt-5.2"]}}}""", ("ALLOWED_SECRETS", "aiproxy/openai")));

        Assert.Equal("/providers/openai/secret", Assert.Single(thrown.Diagnostics).Pointer);
    }

    [Fact]
    public void ValidateRoutes_WorkflowThatIsNotDeployed_IsRefused()
    {
        Validate(Good, ("WORKFLOWS", """{"aggregate":"arn:aws:states:eu-west-1:1:stateMachine:m"}"""));

        var thrown = Assert.Throws<RouteTableException>(() => Validate(Good, ("WORKFLOWS", """{"other":"arn"}""")));

        Assert.Equal("unknown_workflow", Assert.Single(thrown.Diagnostics).Code);
    }

    [Theory]
    [InlineData("""{"providers":{"openai":{}},"routes":{"chat":{"deadlineMs":25001,"targets":["openai/gpt-5.2"]}}}""", "/routes/chat/deadlineMs")]
    [InlineData("""{"providers":{"openai":{}},"defaults":{"deadlineMs":30000},"routes":{"chat":{"targets":["openai/gpt-5.2"]}}}""", "/defaults/deadlineMs")]
    public void ValidateRoutes_DeadlineThatTheApiDoesNotWaitFor_IsRefused(string routes, string pointer)
    {
        Validate(routes);
        Validate(Good, ("MAX_DEADLINE_MS", "25000"));

        var thrown = Assert.Throws<RouteTableException>(() => Validate(routes, ("MAX_DEADLINE_MS", "25000")));

        RouteDiagnostic only = Assert.Single(thrown.Diagnostics);
        Assert.Equal(("out_of_range", pointer), (only.Code, only.Pointer));
        Assert.Contains("this deployment waits 25000 ms at most", only.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ValidateRoutes_DeadlineThatNobodyNames_IsTheDefault()
    {
        var thrown = Assert.Throws<RouteTableException>(() => Validate(Good, ("MAX_DEADLINE_MS", "24999")));

        Assert.Equal("/routes/chat", Assert.Single(thrown.Diagnostics).Pointer);
    }
}
