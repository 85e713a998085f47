using AiProxy.StatesLanguage.Tasks;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.History;

/// <summary>What the history says of states that are ended from outside, and of an activity whose worker does not come.</summary>
public sealed class AbortedStateTests
{
    private const string Waits = "'Type':'Wait','Seconds':60,'End':true";

    [Theory]
    [InlineData("WaitStateAborted", Waits)]
    [InlineData("ParallelStateAborted", "'Type':'Parallel','Branches':[{'StartAt':'C','States':{'C':{" + Waits + "}}}],'End':true")]
    [InlineData("MapStateAborted", "'Type':'Map','Items':[1],'ItemProcessor':{'StartAt':'C','States':{'C':{" + Waits + "}}},'End':true")]
    public async Task Parallel_ABranchFails_AbortsWhatTheOthersAreIn(string expected, string state)
    {
        var clock = Clock();
        var machine = Machine(
            "A",
            "'A':{'Type':'Parallel','End':true,'Branches':[{'StartAt':'B','States':{'B':{" + state + "}}},"
            + "{'StartAt':'D','States':{'D':{'Type':'Wait','Seconds':1,'Next':'F'},'F':{'Type':'Fail'}}}]}");

        var result = await clock.RunAsync(
            () => Engine(clock).ExecuteAsync(machine, Json("{}"), null, TestContext.Current.CancellationToken), TimeSpan.FromSeconds(1));

        Assert.Contains(expected, result.History!.Types());
    }

    [Fact]
    public async Task Activity_NoWorkerComes_WritesActivityTimedOut()
    {
        const string Activity = "arn:aws:states:us-east-1:1:activity:a";
        var clock = Clock();
        var tokens = new TaskTokens();
        tokens.CreateActivity(Activity);
        var machine = Machine("A", $"'A':{{'Type':'Task','Resource':'{Activity}','TimeoutSeconds':2,'End':true}}", StateMachineType.Standard);
        var engine = new ExecutionEngine(new EngineOptions { Tokens = tokens, TimeProvider = clock });

        var result = await clock.RunAsync(() => engine.ExecuteAsync(machine, Json("{}"), null, TestContext.Current.CancellationToken), TimeSpan.FromSeconds(2));

        Assert.Equal("ActivityTimedOut", result.History!.Types()[^2]);
        Assert.Equal("States.Timeout", result.Error);
    }
}
