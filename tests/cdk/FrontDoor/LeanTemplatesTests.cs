using System.Text.Json;
using AiProxy.Cdk.FrontDoor;
using AiProxy.Cdk.Tests.FrontDoor.Velocity;

namespace AiProxy.Cdk.Tests.FrontDoor;

/// <summary>The lean front door's mapping templates, run by the engine that API Gateway runs them with.</summary>
public sealed class LeanTemplatesTests(VelocityFixture velocity) : IClassFixture<VelocityFixture>
{
    private const string Arn = "arn:aws:states:eu-west-1:123456789012:stateMachine:AiProxy-Aggregate:live";

    public static TheoryData<string> HostileBodies =>
    [
        """{"model":"gpt","messages":[{"role":"user","content":"It's \"quoted\" and 'single' \\ back\\\\slashed"}]}""",
        """{"model":"gpt","x":"$input.body ${context} $util.parseJson('{}') #set($a = 1) #if(true) ## #* *# #end $!x @@ %STATE_MACHINE_ARN%"}""",
        "{\n\t\"model\": \"gpt\",\r\n \"x\": \"line\\nbreak \\u0000 \\u2028 \\ud83d\\ude42\"\n}",
        "{\"x\":\"é ü ß 中文 🙂 \u2028 \u0085 \u007f\"}",
        """{"x":"</script> & < > / \/ =+`~^"}""",
        """\'""", """'""", "\\", "\"", "}\"}", """"}","stateMachineArn":"arn:other","input":"{}"""", "\\\"", "\\u0027", "\\\\'",
        "not json at all", "", " ", "null", "[1,2,3]", "\u0001\u001f\b\f",
    ];

    [Theory]
    [MemberData(nameof(HostileBodies))]
    public void Start_AnyBody_ArrivesAsItWas(string body)
    {
        JsonElement request = Start(body, "me", "*");
        Assert.Equal(["stateMachineArn", "name", "input"], request.EnumerateObject().Select(member => member.Name));
        Assert.Equal(Arn, request.GetProperty("stateMachineArn").GetString());
        Assert.Equal("req-1", request.GetProperty("name").GetString());
        JsonElement input = JsonElement.Parse(request.GetProperty("input").GetString()!);
        Assert.Equal(["requestId", "caller", "allowedRoutes", "body"], input.EnumerateObject().Select(member => member.Name));
        Assert.Equal(body, input.GetProperty("body").GetString());
        Assert.Equal("req-1", input.GetProperty("requestId").GetString());
    }

    [Theory]
    [MemberData(nameof(HostileBodies))]
    public void Start_AnyCallerRoutesAndKey_ArriveAsTheyWere(string text)
    {
        JsonElement input = JsonElement.Parse(Start("{}", text, text, text).GetProperty("input").GetString()!);
        Assert.Equal(text, input.GetProperty("caller").GetString());
        Assert.Equal(text, input.GetProperty("allowedRoutes").GetString());
        Assert.Equal("{}", input.GetProperty("body").GetString());
        Assert.Equal(text.Length > 0, input.TryGetProperty("idempotencyKey", out JsonElement key));
        if (text.Length > 0)
            Assert.Equal(text, key.GetString());
    }

    [Fact]
    public void Start_WithoutAnAuthorizersWord_AllowsNothing()
    {
        Mapped mapped = velocity.Run(LeanTemplates.Start(Arn), "{}", new { requestId = "req-1" });
        JsonElement input = JsonElement.Parse(JsonElement.Parse(mapped.Output).GetProperty("input").GetString()!);
        Assert.Equal("", input.GetProperty("caller").GetString());
        Assert.Equal("", input.GetProperty("allowedRoutes").GetString());
    }

    [Fact]
    public void Start_LargestBody_FitsAnExecutionsInput()
    {
        string body = new('x', LeanTemplates.MaxBody);
        string input = Start(body, "me", "*").GetProperty("input").GetString()!;
        Assert.Equal(body, JsonElement.Parse(input).GetProperty("body").GetString());
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(input) <= 262_144);
    }

    [Theory]
    [InlineData('x', LeanTemplates.MaxBody + 1)]
    // Each becomes two characters.
    [InlineData('"', (LeanTemplates.MaxEscaped / 2) + 1)]
    // Each becomes six.
    [InlineData('é', (LeanTemplates.MaxEscaped / 6) + 1)]
    public void Start_LargerBody_IsNotSentButItsLength(char character, int length)
    {
        JsonElement input = JsonElement.Parse(Start(new string(character, length), "me", "*").GetProperty("input").GetString()!);
        Assert.False(input.TryGetProperty("body", out _));
        Assert.Equal(length, input.GetProperty("bodyLength").GetInt32());
    }

    [Fact]
    public void Start_LargestBodyThatNeedsEscaping_FitsAnExecutionsInput()
    {
        // The worst of all: every character that can need escaping does, in the key too.
        string routes = new('r', 20_000);
        string body = new('é', (LeanTemplates.MaxEscaped - 256 - routes.Length) / 6);
        string input = Start(body, new string('c', 256), routes, new string('é', 255)).GetProperty("input").GetString()!;
        Assert.Equal(body, JsonElement.Parse(input).GetProperty("body").GetString());
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(input) <= 262_144);
    }

    [Fact]
    public void Start_RoutesThatLeaveNoRoom_SendTheLengthAlone()
    {
        string body = new('é', LeanTemplates.MaxEscaped / 6);
        JsonElement input = JsonElement.Parse(Start(body, "me", new string('r', 20_000)).GetProperty("input").GetString()!);
        Assert.False(input.TryGetProperty("body", out _));
    }

    [Theory]
    [InlineData(255, 255)]
    [InlineData(256, 256)]
    [InlineData(8_000, 256)]
    public void Start_LongKey_IsCutWhereValidateStillSeesThatItIsTooLong(int length, int sent)
    {
        JsonElement input = JsonElement.Parse(Start("{}", "me", "*", new string('\'', length)).GetProperty("input").GetString()!);
        Assert.Equal(new string('\'', sent), input.GetProperty("idempotencyKey").GetString());
    }

    [Fact]
    public void MaxBody_OfTheTemplates_IsTheOneThatValidateTells()
    {
        string validate = File.ReadAllText(Path.Combine(Deployment.Project.Root, "functions", "Validate", "BareRequest.cs"));
        Assert.Contains("public const int MaxLength = 204_800;", validate, StringComparison.Ordinal);
        Assert.Equal(204_800, LeanTemplates.MaxBody);
    }

    [Theory]
    [MemberData(nameof(HostileBodies))]
    public void Ended_WithAResponse_IsThatResponse(string content)
    {
        string body = JsonSerializer.Serialize(new { choices = new[] { new { message = new { content } } } });
        Mapped mapped = Ended(new
        {
            status = "SUCCEEDED",
            output = Output(new { statusCode = 200, headers = new Dictionary<string, string> { ["content-type"] = "application/json", ["aiproxy-winner"] = "openai", ["aiproxy-degraded"] = "false", ["aiproxy-cost-usd"] = "0.01" }, body }),
        });
        Assert.Equal(200, mapped.Status);
        Assert.Equal(body, mapped.Output.Trim());
        Assert.Equal(
            ["aiproxy-cost-usd=0.01", "aiproxy-degraded=false", "aiproxy-execution-id=req-1", "aiproxy-winner=openai"],
            mapped.Headers.Select(header => $"{header.Key}={header.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ended_WithARefusal_HasItsStatusAndSaysNotToRetry()
    {
        const string Body = """{"error":{"message":"No quorum."}}""";
        Mapped mapped = Ended(new
        {
            status = "SUCCEEDED",
            output = Output(new { statusCode = 502, headers = new Dictionary<string, string> { ["x-should-retry"] = "false" }, body = Body }),
        });
        Assert.Equal((502, Body, "false"), (mapped.Status, mapped.Output.Trim(), mapped.Headers["x-should-retry"]));
    }

    [Theory]
    [InlineData("""{"status":"FAILED","error":"States.DataLimitExceeded","cause":"it's \"large\""}""", 500, "workflow_failed", "States.DataLimitExceeded")]
    [InlineData("""{"status":"FAILED","error":"It's \"x\" \\ $input","cause":""}""", 500, "workflow_failed", "It's \"x\" \\ $input")]
    [InlineData("""{"status":"FAILED"}""", 500, "workflow_failed", null)]
    [InlineData("""{"status":"TIMED_OUT","error":"States.Timeout"}""", 504, "workflow_timed_out", "States.Timeout")]
    [InlineData("""{"status":"SUCCEEDED","output":"{\"x\":1}"}""", 500, "workflow_output_invalid", null)]
    [InlineData("""{"status":"SUCCEEDED","output":"{\"statusCode\":200,\"headers\":{},\"bodyRef\":\"req/1\"}"}""", 500, "answer_too_large", null)]
    public void Ended_WithoutAResponse_IsAnErrorOfOpenAisShape(string result, int status, string code, string? error)
    {
        Mapped mapped = velocity.Run(LeanTemplates.Ended, result, Context("me", "*"));
        AssertError(mapped, status, code, retry: false);
        JsonElement aiproxy = JsonElement.Parse(mapped.Output).GetProperty("error").GetProperty("aiproxy");
        Assert.Equal("req-1", aiproxy.GetProperty("executionId").GetString());
        Assert.Equal(error, aiproxy.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("""{"__type":"com.amazonaws.swf.base#ThrottlingException","message":"Rate exceeded"}""", 429, "rate_limit_exceeded", true)]
    [InlineData("""{"__type":"com.amazonaws.swf.service.v2.model#ExecutionLimitExceeded"}""", 429, "rate_limit_exceeded", true)]
    [InlineData("""{"__type":"com.amazonaws.swf.service.v2.model#StateMachineDoesNotExist"}""", 500, "workflow_not_started", false)]
    [InlineData("{}", 500, "workflow_not_started", false)]
    public void Refused_ByStepFunctions_IsWorthARetryOnlyWhenTooMany(string answer, int status, string code, bool retry) =>
        AssertError(velocity.Run(LeanTemplates.Refused, answer, Context("me", "*")), status, code, retry);

    [Fact]
    public void Unknown_FromStepFunctions_IsNotAskedAgain() =>
        AssertError(velocity.Run(LeanTemplates.Unknown, "", Context("me", "*")), 502, "workflow_outcome_unknown", retry: false);

    private JsonElement Start(string body, string caller, string routes, string? key = null) => JsonElement.Parse(velocity.Run(
        LeanTemplates.Start(Arn), body, Context(caller, routes),
        key is null ? null : new Dictionary<string, string> { ["Idempotency-Key"] = key }).Output);

    private Mapped Ended(object result) => velocity.Run(LeanTemplates.Ended, JsonSerializer.Serialize(result), Context("me", "*"));

    private static string Output(object output) => JsonSerializer.Serialize(output);

    private static object Context(string caller, string routes) => new { requestId = "req-1", authorizer = new { caller, routes } };

    private static void AssertError(Mapped mapped, int status, string code, bool retry)
    {
        Assert.Equal(status, mapped.Status);
        Assert.Equal(retry ? "true" : "false", mapped.Headers["x-should-retry"]);
        Assert.Equal("req-1", mapped.Headers["aiproxy-execution-id"]);
        JsonElement error = JsonElement.Parse(mapped.Output).GetProperty("error");
        Assert.Equal(["message", "type", "param", "code", "aiproxy"], error.EnumerateObject().Select(member => member.Name));
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.Contains("req-1.", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}
