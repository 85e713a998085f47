using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Tests.History;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Execution;

public sealed class SimpleStateTests
{
    [Fact]
    public async Task Pass_WithoutOutput_HandsOnItsInput()
    {
        var result = await RunAsync(Machine("A", "'A':{'Type':'Pass','Next':'B'},'B':{'Type':'Succeed'}"), "{'x':[1,null]}");

        Assert.Equal(ExecutionStatus.Succeeded, result.Status);
        Assert.Equal("""{"x":[1,null]}""", result.Output.ToJson());
        Assert.Equal(
            [
                "1 0 ExecutionStarted", "2 0 PassStateEntered", "3 2 PassStateExited", "4 3 SucceedStateEntered", "5 4 SucceedStateExited",
                "6 5 ExecutionSucceeded",
            ],
            result.Lines());
    }

    [Fact]
    public async Task Pass_ConstantOutput_IsShared()
    {
        var machine = Machine("A", "'A':{'Type':'Pass','Output':{'a':{'b':1}},'End':true}");

        var first = await RunAsync(machine);
        var second = await RunAsync(machine);

        Assert.Same(first.Output.AsObject(), second.Output.AsObject());
    }

    [Fact]
    public async Task Pass_JsonPathResultAndParameters_AreTakenAsTheyAre()
    {
        var result = await RunAsync(Parse(
            "{'StartAt':'A','States':{'A':{'Type':'Pass','Parameters':{'p':1},'Next':'B'},'B':{'Type':'Pass','Result':{'x.$':'$.p'},'End':true}}}"));

        Assert.Equal("""{"x.$":"$.p"}""", result.Output.ToJson());
    }

    [Fact]
    public async Task Fail_WithErrorAndCause_FailsTheExecution()
    {
        var result = await RunAsync(Machine("A", "'A':{'Type':'Fail','Error':'Oops','Cause':'why'}"));

        Assert.Equal((ExecutionStatus.Failed, "Oops", "why"), (result.Status, result.Error, result.Cause));
        Assert.True(result.Output.IsUndefined);
        Assert.Equal(["1 0 ExecutionStarted", "2 0 FailStateEntered", "3 2 ExecutionFailed"], result.Lines());
    }

    [Fact]
    public async Task Fail_Empty_HasNeitherErrorNorCause()
    {
        var result = await RunAsync(Machine("A", "'A':{'Type':'Fail'}"));

        Assert.Equal((ExecutionStatus.Failed, null, null), (result.Status, result.Error, result.Cause));
    }

    [Fact]
    public async Task Choice_LiteralConditions_TakesTheFirstTrueOneWithItsOwnAssign()
    {
        var machine = Machine(
            "A",
            "'A':{'Type':'Choice','Choices':[{'Condition':false,'Next':'B'},{'Condition':true,'Output':7,'Assign':{'v':1},'Next':'C'}],'Default':'B','Assign':{'v':2}},"
            + "'B':{'Type':'Fail'},'C':{'Type':'Succeed'}");

        var result = await RunAsync(machine);

        Assert.Equal("7", result.Output.ToJson());
        Assert.Contains("\"assignedVariables\":{\"v\":\"1\"}", result.History!.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choice_NothingMatches_FailsWithStatesRuntime()
    {
        var result = await RunAsync(Machine("A", "'A':{'Type':'Choice','Choices':[{'Condition':false,'Next':'B'}]},'B':{'Type':'Succeed'}"));

        Assert.Equal(
            ("States.Runtime", "An error occurred while executing the state 'A' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state."),
            (result.Error, result.Cause));
    }

    [Fact]
    public async Task Wait_Seconds_WaitsByTheEnginesClock()
    {
        var clock = Clock();
        var machine = Machine("A", "'A':{'Type':'Wait','Seconds':10,'End':true}");

        var execution = Engine(clock).ExecuteAsync(machine, Value.Null, null, TestContext.Current.CancellationToken).AsTask();
        clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(execution.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        var result = await execution;

        Assert.Equal(TimeSpan.FromSeconds(10), result.StopTime - result.StartTime);
    }

    [Theory]
    [InlineData("2026-11-24T12:00:30Z", 30)]
    [InlineData("2026-11-24T13:00:01.5+01:00", 1.5)]
    [InlineData("2016-03-14T01:59:00Z", 0)]
    public async Task Wait_Timestamp_WaitsUntilThen(string timestamp, double seconds)
    {
        var clock = Clock();
        var machine = Machine("A", $"'A':{{'Type':'Wait','Timestamp':'{timestamp}','End':true}}");

        var result = clock.RunToEnd(
            () => Engine(clock).ExecuteAsync(machine, Value.Null, null, TestContext.Current.CancellationToken), TimeSpan.FromSeconds(0.5));

        Assert.Equal(TimeSpan.FromSeconds(seconds), result.StopTime - result.StartTime);
    }

    [Fact]
    public async Task Execution_WithoutHistory_NumbersEventsAllTheSame()
    {
        var engine = new ExecutionEngine(new EngineOptions { RecordHistory = false });
        var machine = Machine(
            "A",
            "'A':{'Type':'Pass','Next':'B'},'B':{'Type':'Choice','Choices':[{'Condition':false,'Next':'C'}]},'C':{'Type':'Succeed'}");

        var result = await engine.ExecuteAsync(machine, Value.Null, null, TestContext.Current.CancellationToken);

        Assert.Null(result.History);
        Assert.StartsWith("An error occurred while executing the state 'B' (entered at the event id #4). ", result.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_OverTheLimit_FailsWithDataLimitExceeded()
    {
        var result = await RunAsync(Machine("A", "'A':{'Type':'Succeed'}"), $"'{new string('x', 262_143)}'");

        Assert.Equal(ErrorNames.DataLimitExceeded, result.Error);
    }

    [Fact]
    public async Task Express_EndlessLoop_TimesOutAfterFiveMinutes()
    {
        var clock = Clock();
        clock.AutoAdvanceAmount = TimeSpan.FromSeconds(1);
        var machine = Machine("A", "'A':{'Type':'Pass','Next':'B'},'B':{'Type':'Choice','Choices':[{'Condition':false,'Next':'C'}],'Default':'A'},'C':{'Type':'Succeed'}");

        var result = await Engine(clock).ExecuteAsync(machine, Value.Null, null, TestContext.Current.CancellationToken);

        Assert.Equal((ExecutionStatus.TimedOut, null), (result.Status, result.Error));
        Assert.Equal("ExecutionTimedOut", result.History!.Types()[^1]);
    }

    [Fact]
    public async Task Standard_EndlessLoop_EndsAtTheEventLimit()
    {
        var machine = Machine("A", "'A':{'Type':'Pass','Next':'B'},'B':{'Type':'Choice','Choices':[{'Condition':false,'Next':'C'}],'Default':'A'},'C':{'Type':'Succeed'}", StateMachineType.Standard);

        var result = await RunAsync(machine);

        Assert.Equal(ErrorNames.Runtime, result.Error);
        Assert.Equal("The execution reached the maximum number of history events (25000).", result.Cause);
        Assert.Equal("25000 24999 ExecutionFailed", result.Lines()[^1]);
    }

    [Fact]
    public async Task MachineTimeout_WhileWaiting_IsTimedOut()
    {
        var clock = Clock();
        var machine = Machine("A", "'A':{'Type':'Wait','Seconds':25,'End':true}", StateMachineType.Standard, "'TimeoutSeconds':3,");

        var result = await clock.RunAsync(
            () => Engine(clock).ExecuteAsync(machine, Value.Null, null, TestContext.Current.CancellationToken), TimeSpan.FromSeconds(3));

        Assert.Equal((ExecutionStatus.TimedOut, null, null), (result.Status, result.Error, result.Cause));
        Assert.Equal(["1 0 ExecutionStarted", "2 0 WaitStateEntered", "3 0 ExecutionTimedOut"], result.Lines());
        Assert.Equal(TimeSpan.FromSeconds(3), result.StopTime - result.StartTime);
    }

    [Fact]
    public async Task Cancellation_OfTheCaller_ThrowsAndEndsTheHistory()
    {
        using var stop = new CancellationTokenSource();
        var history = new StatesLanguage.History.ExecutionHistory();
        var machine = Machine("A", "'A':{'Type':'Wait','Seconds':25,'End':true}");

        var execution = Engine(Clock()).ExecuteAsync(machine, Value.Null, new ExecutionRequest { History = history }, stop.Token).AsTask();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => execution);
        Assert.Equal(["ExecutionStarted", "WaitStateEntered", "ExecutionAborted"], history.Types());
    }
}
