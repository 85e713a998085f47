using System.Text;
using System.Text.Json;
using AiProxy.Contracts;
using AiProxy.Contracts.Payloads;
using AiProxy.Contracts.Routes;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage;
using AiProxy.StatesLanguage.Tasks;
using AiProxy.Transform;
using AiProxy.Validate;

namespace AiProxy.Cdk.Tests.Workflow;

/// <summary>
/// The workflow as the template deploys it, on the embedded engine: functions answer to the names and versions that the template gives them. Validate and
/// Transform are the real ones, CallProvider and Merge answer what they are told.
/// </summary>
internal sealed class WorkflowOfTheStack
{
    private static readonly RouteTable Routes = RouteTable.Parse(
        """{"providers":{"openai":{}},"routes":{"gpt":{"targets":["openai/gpt-5.2"]}}}"""u8.ToArray(), "routes.json");

    private readonly StateMachine _machine;
    private readonly ExecutionEngine _engine;

    public WorkflowOfTheStack(string definition)
    {
        ParseResult parsed = StateMachine.Parse(definition, new StateMachineOptions { Type = StateMachineType.Express, Name = "AiProxy-Aggregate" });
        Assert.True(parsed.Machine is not null, parsed.ErrorMessage);
        _machine = parsed.Machine!;
        var handlers = new TaskHandlerRegistry();
        var payloads = new NoPayloadStore();
        var validate = new ValidateFunction(new FixedRouteSource(Routes), payloads);
        var transform = new TransformFunction(payloads);
        handlers.AddFunction("AiProxy-Validate", new Handler(async input => JsonSerializer.Serialize(
            await validate.Validate(JsonSerializer.Deserialize(input, ContractsJsonContext.Default.WorkflowInput)!, null!), ContractsJsonContext.Default.ValidatedRequest)));
        handlers.AddFunction("AiProxy-Transform", new Handler(async input => JsonSerializer.Serialize(
            await transform.Transform(JsonSerializer.Deserialize(input, ContractsJsonContext.Default.ValidatedRequest)!, null!), ContractsJsonContext.Default.WavePlan)));
        handlers.AddFunction("AiProxy-CallProvider", new Handler(input => Called("""{"id":"openai","ok":true,"latencyMs":5}""", input)));
        handlers.AddFunction("AiProxy-Merge", new Handler(input => Called(
            """{"statusCode":200,"headers":{"content-type":"application/json","aiproxy-winner":"openai"},"body":"{\"it's\":\"merged\"}"}""", input)));
        _engine = new ExecutionEngine(new EngineOptions { TaskHandlers = handlers });
    }

    /// <summary>The inputs of CallProvider and Merge, in order.</summary>
    public List<string> Calls { get; } = [];

    public async Task<ExecutionResult> RunAsync(string input) =>
        await _engine.ExecuteAsync(_machine, Value.Parse(Encoding.UTF8.GetBytes(input)), new ExecutionRequest { Name = "req-1" }, TestContext.Current.CancellationToken);

    private Task<string> Called(string answer, string input)
    {
        Calls.Add(input);
        return Task.FromResult(answer);
    }

    private sealed class Handler(Func<string, Task<string>> answer) : ITaskHandler
    {
        public async ValueTask<TaskOutcome> InvokeAsync(TaskInvocation invocation, CancellationToken cancellationToken)
        {
            // The version that the template pins, not whatever is newest.
            Assert.EndsWith(":1", invocation.FunctionName, StringComparison.Ordinal);
            string output = await answer(invocation.Arguments.ToString());
            return TaskOutcome.Success(Value.Parse(Encoding.UTF8.GetBytes(output)));
        }
    }
}
