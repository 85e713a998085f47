using System.Text;
using System.Text.Json;
using AiProxy.Contracts;
using AiProxy.Contracts.Composition;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Requests;
using AiProxy.Contracts.Routes;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.Extensions.DependencyInjection;

namespace AiProxy.Validate.Tests;

/// <summary>The function as Lambda and the host call it: by its generated wrapper and its serializer.</summary>
public sealed class ValidateFunctionTests
{
    private static readonly SourceGeneratorLambdaJsonSerializer<ContractsJsonContext> Serializer = new();

    [Fact]
    public async Task Validate_TheGatewaysJson_AnswersWireNames()
    {
        JsonElement validated = await InvokeAsync(TestRequests.Routes,
            """{"requestId":"req_1","caller":"local","request":{"inline":{"model":"chat","messages":[{"role":"user","content":"Hello"}]}}}""");

        Assert.False(validated.TryGetProperty("response", out _));
        JsonElement plan = validated.GetProperty("plan");
        Assert.Equal(("chat", "first", 1, 25_000),
            (plan.GetProperty("route").GetString(), plan.GetProperty("strategy").GetString(), plan.GetProperty("quorum").GetInt32(), plan.GetProperty("deadlineMs").GetInt32()));
        Assert.Equal("gpt", plan.GetProperty("targets")[0].GetProperty("model").GetString());
        Assert.Equal("Hello", validated.GetProperty("request").GetProperty("inline").GetProperty("messages")[0].GetProperty("content").GetString());
    }

    [Theory]
    [InlineData(4000, 4000)]
    [InlineData(60_000, 25_000)]
    [InlineData(0, 1)]
    public async Task Validate_LessTimeLeftThanTheDeadline_TightensThePlan(int left, int deadline)
    {
        JsonElement validated = await InvokeAsync(TestRequests.Routes,
            $$$$"""{"requestId":"req_1","caller":"local","timeLeftMs":{{{{left}}}},"request":{"inline":{"model":"chat","messages":[{"role":"user","content":"Hello"}]}}}""");

        Assert.Equal(deadline, validated.GetProperty("plan").GetProperty("deadlineMs").GetInt32());
    }

    [Fact]
    public async Task Validate_BadRequest_AnswersTheHttpResponse()
    {
        JsonElement validated = await InvokeAsync(TestRequests.Routes, """{"requestId":"req_1","caller":"local","request":{"inline":{"model":"chat","messages":[],"stream":1}}}""");

        JsonElement response = validated.GetProperty("response");
        Assert.Equal(400, response.GetProperty("statusCode").GetInt32());
        JsonElement error = JsonElement.Parse(response.GetProperty("body").GetString()!).GetProperty("error");
        Assert.Equal("/messages", error.GetProperty("param").GetString());
        Assert.EndsWith("One more problem: /stream.", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_LargestInlineRequestAndParams_StaysWithinStateData()
    {
        string targets = string.Join(",", Enumerable.Range(0, StateSize.MaxTargets).Select(i => $$"""{ "model": "openai/m{{i}}", "params": { "user": "{{new string('u', 5_900)}}" } }"""));
        var routes = RouteTable.Parse(TestRequests.Utf8($$"""{ "providers": { "openai": {} }, "routes": { "chat": { "strategy": "all", "targets": [{{targets}}] } } }"""), "routes.json");
        string prompt = new('x', StateSize.Shared - 100);

        JsonElement validated = await InvokeAsync(routes, $$$$"""{"requestId":"req_1","caller":"local","request":{"inline":{"model":"chat","messages":[{"role":"user","content":"{{{{prompt}}}}"}]}}}""");

        Assert.InRange(Encoding.UTF8.GetByteCount(validated.GetRawText()), StateSize.Shared, StateSize.Limit);
    }

    [Fact]
    public async Task Validate_DeepestRequest_CanBeReadAndWritten()
    {
        int levels = RequestBody.MaxDepth - 1;
        string deep = string.Concat(Enumerable.Repeat("[", levels)) + string.Concat(Enumerable.Repeat("]", levels));

        JsonElement validated = await InvokeAsync(TestRequests.Routes,
            $$$$"""{"requestId":"req_1","caller":"local","request":{"inline":{"model":"chat","messages":[{"role":"user","content":"x"}],"deep":{{{{deep}}}}}}}""");

        Assert.True(validated.TryGetProperty("plan", out _));
    }

    private static async Task<JsonElement> InvokeAsync(RouteTable routes, string json)
    {
        var function = FunctionServices.Use(
            services => services.AddSingleton<IRouteSource>(new FixedRouteSource(routes)),
            () => new ValidateFunction_Validate_Generated());
        WorkflowInput input = Serializer.Deserialize<WorkflowInput>(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        ValidatedRequest validated = await function.Validate(input, new FakeContext());
        var output = new MemoryStream();
        Serializer.Serialize(validated, output);
        return JsonElement.Parse(output.ToArray());
    }

    private sealed class FakeContext : ILambdaContext
    {
        public string AwsRequestId => "1";

        public IClientContext ClientContext => null!;

        public string FunctionName => "validate";

        public string FunctionVersion => "1";

        public ICognitoIdentity Identity => null!;

        public string InvokedFunctionArn => "arn";

        public ILambdaLogger Logger => null!;

        public string LogGroupName => "g";

        public string LogStreamName => "s";

        public int MemoryLimitInMB => 128;

        public TimeSpan RemainingTime => TimeSpan.FromMinutes(1);
    }
}
