using System.Text.Json;
using AiProxy.Cdk.FrontDoor;
using AiProxy.Cdk.Tests.FrontDoor.Velocity;
using AiProxy.Cdk.Workflow;
using AiProxy.StatesLanguage;

namespace AiProxy.Cdk.Tests.Workflow;

/// <summary>What is deployed runs: the template's workflow, its substitutions made, on the embedded engine.</summary>
public sealed class ResolvedWorkflowTests(StackFixture stack, VelocityFixture velocity) : IClassFixture<VelocityFixture>
{
    private const string Body = """{"model":"gpt","messages":[{"role":"user","content":"It's \"$x\"?"}]}""";

    [Fact]
    public async Task Of_TheTemplate_RunsARequest()
    {
        var workflow = new WorkflowOfTheStack(ResolvedWorkflow.Of(stack.Json));

        ExecutionResult result = await workflow.RunAsync($$$"""{"requestId":"req-1","caller":"me","request":{"inline":{{{Body}}}}}""");

        Assert.Equal(ExecutionStatus.Succeeded, result.Status);
        Assert.Equal(200, JsonElement.Parse(result.Output.ToString()).GetProperty("statusCode").GetInt32());
        Assert.Equal(2, workflow.Calls.Count);
        Assert.Contains("gpt-5.2", workflow.Calls[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_TheTemplate_RefusesARequestAsData()
    {
        var workflow = new WorkflowOfTheStack(ResolvedWorkflow.Of(stack.Json));

        ExecutionResult result = await workflow.RunAsync("""{"requestId":"req-1","caller":"me","request":{"inline":{"model":"no"}}}""");

        Assert.Equal(ExecutionStatus.Succeeded, result.Status);
        Assert.Equal(400, JsonElement.Parse(result.Output.ToString()).GetProperty("statusCode").GetInt32());
        Assert.Empty(workflow.Calls);
    }

    [Fact]
    public async Task LeanDoor_FromBodyToBody_IsTheWholeWay()
    {
        var workflow = new WorkflowOfTheStack(ResolvedWorkflow.Of(stack.Json));
        var context = new { requestId = "req-1", authorizer = new { caller = "me", routes = "gpt other" } };
        Mapped start = velocity.Run(LeanTemplates.Start("arn"), Body, context);

        ExecutionResult result = await workflow.RunAsync(JsonElement.Parse(start.Output).GetProperty("input").GetString()!);
        string answer = JsonSerializer.Serialize(new { status = "SUCCEEDED", output = result.Output.ToString() });
        Mapped ended = velocity.Run(LeanTemplates.Ended, answer, context);

        Assert.Equal((200, """{"it's":"merged"}"""), (ended.Status, ended.Output.Trim()));
        Assert.Equal("openai", ended.Headers["aiproxy-winner"]);
        Assert.Contains("It's", workflow.Calls[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Body, "other", 403, "route_not_allowed")]
    [InlineData("""{"model":"gpt","messages":[{"role":"user","content":"x"}],"stream":true}""", "*", 400, "streaming_not_available")]
    [InlineData("{", "*", 400, "invalid_json")]
    [InlineData(null, "*", 413, "request_too_large")]
    public async Task LeanDoor_RequestThatIsRefused_SaysSoInOpenAisShape(string? body, string routes, int status, string code)
    {
        var workflow = new WorkflowOfTheStack(ResolvedWorkflow.Of(stack.Json));
        var context = new { requestId = "req-1", authorizer = new { caller = "me", routes } };
        Mapped start = velocity.Run(LeanTemplates.Start("arn"), body ?? new string(' ', LeanTemplates.MaxBody + 1), context);

        ExecutionResult result = await workflow.RunAsync(JsonElement.Parse(start.Output).GetProperty("input").GetString()!);
        Mapped ended = velocity.Run(LeanTemplates.Ended, JsonSerializer.Serialize(new { status = "SUCCEEDED", output = result.Output.ToString() }), context);

        Assert.Equal(status, ended.Status);
        Assert.Equal(code, JsonElement.Parse(ended.Output).GetProperty("error").GetProperty("code").GetString());
        Assert.Empty(workflow.Calls);
    }

    [Fact]
    public void Role_OfTheStateMachine_AllowsJustTheIntegrationsOfTheDefinition()
    {
        using JsonDocument definition = JsonDocument.Parse(ResolvedWorkflow.Of(stack.Json));
        var resources = new HashSet<string>();
        var functions = new HashSet<string>();
        Collect(definition.RootElement);
        Assert.Equal(["arn:aws:states:::lambda:invoke"], resources);
        string[] names = [.. functions.Select(arn => arn.Split(':')[6])];

        // What is left when logs and traces, which every machine writes, are taken away.
        Statement[] statements = [.. stack.StatementsOf(Statement.StateMachine).Where(statement => !statement.IsOf("logs") && !statement.IsOf("xray"))];
        Statement invoke = Assert.Single(statements);
        Assert.Equal(["lambda:InvokeFunction"], invoke.Actions);
        IEnumerable<string> expected = names.Select(name => $"{{{stack.FunctionId(name["AiProxy-".Length..])}}}:*");
        Assert.Equal(expected.Order(StringComparer.Ordinal), invoke.Resources.Order(StringComparer.Ordinal));

        void Collect(JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement item in value.EnumerateArray())
                    Collect(item);
            }
            if (value.ValueKind != JsonValueKind.Object)
                return;
            foreach (JsonProperty member in value.EnumerateObject())
            {
                if (member.Name == "Resource" && member.Value.ValueKind == JsonValueKind.String)
                    resources.Add(member.Value.GetString()!);
                else if (member.Name == "FunctionName" && member.Value.ValueKind == JsonValueKind.String)
                    functions.Add(member.Value.GetString()!);
                else
                    Collect(member.Value);
            }
        }
    }
}
