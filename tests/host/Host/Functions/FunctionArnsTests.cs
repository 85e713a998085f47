using AiProxy.Host.Configuration;
using AiProxy.Host.Functions;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage;
using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.Host.Tests.Functions;

public sealed class FunctionArnsTests
{
    private const string Arn = "arn:aws:lambda:us-east-1:000000000000:function:AiProxy-Merge:7";
    private static readonly string[] Names = ["Validate", "Merge"];

    [Theory]
    [InlineData("Merge", ExecutionStatus.Succeeded)]
    [InlineData(Arn, ExecutionStatus.Succeeded)]
    [InlineData("arn:aws:lambda:us-east-1:000000000000:function:Other-Merge:7", ExecutionStatus.Failed)]
    public async Task Add_FunctionWithAnArn_AnswersToItsNameAndThat(string invoked, ExecutionStatus expected)
    {
        var tasks = new TaskHandlerRegistry();
        FunctionArns.Read(new Dictionary<string, string> { ["Merge"] = Arn }, Names).Add(tasks, "Merge", new Answer());
        var engine = new ExecutionEngine(new EngineOptions { TaskHandlers = tasks, TimeProvider = TimeProvider.System });
        string machine = """
            {"QueryLanguage":"JSONata","StartAt":"Call","States":{"Call":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",
             "Arguments":{"FunctionName":"INVOKED","Payload":{}},"End":true}}}
            """.Replace("INVOKED", invoked, StringComparison.Ordinal);

        ExecutionResult result = await engine.ExecuteAsync(
            StateMachine.Parse(machine, new StateMachineOptions { Name = "call", Type = StateMachineType.Express }).Machine!,
            Value.Parse("{}"u8), new ExecutionRequest { Name = "one" }, TestContext.Current.CancellationToken);

        Assert.Equal(expected, result.Status);
    }

    [Theory]
    [InlineData("Merg", Arn, "AiProxy:FunctionArns:Merg is of no function. Did you mean 'Merge'? Functions: Merge, Validate.")]
    [InlineData("Merge", " ", "AiProxy:FunctionArns:Merge is empty: give the function's ARN in the workflow.")]
    public void Read_WrongSetting_SaysWhatIsWrong(string name, string arn, string message)
    {
        var exception = Assert.Throws<StartupException>(() => FunctionArns.Read(new Dictionary<string, string> { [name] = arn }, Names));

        Assert.Equal(message, exception.Message);
    }

    private sealed class Answer : ITaskHandler
    {
        public ValueTask<TaskOutcome> InvokeAsync(TaskInvocation invocation, CancellationToken cancellationToken) =>
            ValueTask.FromResult(TaskOutcome.Success(Value.Parse("{}"u8)));
    }
}
