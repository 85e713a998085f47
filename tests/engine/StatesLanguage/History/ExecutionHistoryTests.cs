using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.History;
using AiProxy.StatesLanguage.Tasks;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.History;

public sealed class ExecutionHistoryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WriteTo_ATask_HasTheShapeOfGetExecutionHistory()
    {
        var handler = new FakeHandler(_ => TaskOutcome.Failure("X", "why"));
        var registry = new TaskHandlerRegistry().Add("arn:aws:states:::http:invoke", handler);
        var machine = Machine(
            "A",
            "'A':{'Type':'Task','Resource':'arn:aws:states:::http:invoke','Arguments':{'q':1},'TimeoutSeconds':9,'HeartbeatSeconds':3,"
            + "'Credentials':{'RoleArn':'role'},'Catch':[{'ErrorEquals':['X'],'Assign':{'v':'t'},'Output':true,'Next':'B'}],'End':true},'B':{'Type':'Succeed'}");

        var result = await Engine(Clock(), registry).ExecuteAsync(
            machine, Json("{'i':1}"), new ExecutionRequest { RoleArn = "starter" }, Cancel);

        Assert.Equal(
            string.Concat(
                """{"events":[{"timestamp":1795521600,"type":"ExecutionStarted","id":1,"previousEventId":0,"executionStartedEventDetails":{"input":"{\u0022i\u0022:1}","inputDetails":{"truncated":false},"roleArn":"starter"}},""",
                """{"timestamp":1795521600,"type":"TaskStateEntered","id":2,"previousEventId":0,"stateEnteredEventDetails":{"name":"A","input":"{\u0022i\u0022:1}","inputDetails":{"truncated":false}}},""",
                """{"timestamp":1795521600,"type":"TaskScheduled","id":3,"previousEventId":2,"taskScheduledEventDetails":{"resourceType":"http","resource":"invoke","region":"us-east-1","parameters":"{\u0022q\u0022:1}","timeoutInSeconds":9,"heartbeatInSeconds":3,"taskCredentials":{"roleArn":"role"}}},""",
                """{"timestamp":1795521600,"type":"TaskStarted","id":4,"previousEventId":3,"taskStartedEventDetails":{"resourceType":"http","resource":"invoke"}},""",
                """{"timestamp":1795521600,"type":"TaskFailed","id":5,"previousEventId":4,"taskFailedEventDetails":{"resourceType":"http","resource":"invoke","error":"X","cause":"why"}},""",
                """{"timestamp":1795521600,"type":"TaskStateExited","id":6,"previousEventId":5,"stateExitedEventDetails":{"name":"A","output":"true","outputDetails":{"truncated":false},"assignedVariables":{"v":"\u0022t\u0022"},"assignedVariablesDetails":{"truncated":false}}},""",
                """{"timestamp":1795521600,"type":"SucceedStateEntered","id":7,"previousEventId":6,"stateEnteredEventDetails":{"name":"B","input":"true","inputDetails":{"truncated":false}}},""",
                """{"timestamp":1795521600,"type":"SucceedStateExited","id":8,"previousEventId":7,"stateExitedEventDetails":{"name":"B","output":"true","outputDetails":{"truncated":false}}},""",
                """{"timestamp":1795521600,"type":"ExecutionSucceeded","id":9,"previousEventId":8,"executionSucceededEventDetails":{"output":"true","outputDetails":{"truncated":false}}}]}"""),
            result.History!.ToJson());
    }

    [Fact]
    public async Task Append_PastTheDataLimit_KeepsEventsWithoutData()
    {
        var states = string.Concat(Enumerable.Range(0, 50).Select(i => $"'S{i}':{{'Type':'Pass','Output':'{{% $string({i}) & $states.context.Execution.Input %}}','Next':'S{i + 1}'}},"));
        var machine = Machine("S0", states + "'S50':{'Type':'Succeed'}");
        var engine = new ExecutionEngine(new EngineOptions { MaxHistoryBytes = 20_000 });

        var result = await engine.ExecuteAsync(machine, Value.From(new string('x', 1000)), null, Cancel);

        var outputs = result.History!.OfType<StateExitedEvent>().ToArray();
        Assert.Equal(1001, outputs[0].Output.AsString().Length);
        Assert.True(outputs[^1].Output.IsUndefined);
        Assert.Equal(104, result.History!.Count);
        Assert.Contains("\"outputDetails\":{\"truncated\":true}", result.History.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_ManyEvents_AreInOrder()
    {
        var machine = Machine(
            "A",
            "'A':{'Type':'Choice','Choices':[{'Condition':'{% $states.input < 900 %}','Output':'{% $states.input + 1 %}','Next':'B'}],'Default':'C'},'B':{'Type':'Pass','Next':'A'},'C':{'Type':'Succeed'}");

        var result = await RunAsync(machine, "0");

        var history = result.History!;
        Assert.Equal(900, result.Output.AsNumber());
        Assert.Equal(Enumerable.Range(1, history.Count), Enumerable.Range(0, history.Count).Select(i => history[i].Id));
        Assert.Equal(Enumerable.Range(1, history.Count), history.Select(item => item.Id));
        Assert.Throws<ArgumentOutOfRangeException>(() => history[history.Count]);
    }

    [Fact]
    public async Task Request_HistoryOfAnotherExecution_IsRefused()
    {
        var history = new ExecutionHistory();
        var machine = Machine("A", "'A':{'Type':'Succeed'}");
        var engine = Engine(Clock());
        await engine.ExecuteAsync(machine, Value.Null, new ExecutionRequest { History = history }, Cancel);

        await Assert.ThrowsAsync<ArgumentException>(
            async () => await engine.ExecuteAsync(machine, Value.Null, new ExecutionRequest { History = history }, Cancel));
    }
}
