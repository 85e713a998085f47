using System.Text.Json;
using AiProxy.Contracts.Failures;
using AiProxy.Host.Functions;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage;
using AiProxy.StatesLanguage.Tasks;
using Amazon.Lambda.Core;

namespace AiProxy.Host.Tests.Functions;

public sealed class LocalFunctionHandlerTests
{
    private const string Machine = """
        {"QueryLanguage":"JSONata","StartAt":"Call","States":{"Call":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",
         "Arguments":{"FunctionName":"Broken","Payload":{}},"End":true}}}
        """;

    [Fact]
    public async Task InvokeAsync_FunctionThrows_FailsWithLambdasNameAndCause()
    {
        var tasks = new TaskHandlerRegistry();
        tasks.AddFunction("Broken", new LocalFunctionHandler(new Broken(), TimeProvider.System));
        var engine = new ExecutionEngine(new EngineOptions { TaskHandlers = tasks, TimeProvider = TimeProvider.System });

        ExecutionResult result = await engine.ExecuteAsync(
            StateMachine.Parse(Machine, new StateMachineOptions { Name = "broken", Type = StateMachineType.Express }).Machine!,
            Value.Parse("{}"u8), new ExecutionRequest { Name = "one" }, TestContext.Current.CancellationToken);

        Assert.Equal("RateLimitedException", result.Error);
        JsonElement cause = JsonDocument.Parse(result.Cause!).RootElement;
        Assert.Equal(["errorType", "errorMessage", "stackTrace", "cause"], cause.EnumerateObject().Select(member => member.Name));
        Assert.Equal("RateLimitedException", cause.GetProperty("errorType").GetString());
        Assert.Equal("wait", cause.GetProperty("errorMessage").GetString());
        Assert.StartsWith("at ", cause.GetProperty("stackTrace")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("InvalidOperationException", cause.GetProperty("cause").GetProperty("errorType").GetString());
    }

    private sealed class Broken() : LocalFunction("Broken")
    {
        public override Task<Value> InvokeAsync(Value payload, ILambdaContext context) =>
            throw new RateLimitedException(" wait\n", new InvalidOperationException("inner"));
    }
}
