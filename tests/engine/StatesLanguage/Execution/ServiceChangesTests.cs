using AiProxy.StatesLanguage.Tests.History;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Execution;

/// <summary>What Step Functions has changed is done as of the day that is asked for, and as of today if none is.</summary>
public sealed class ServiceChangesTests
{
    [Theory]
    [InlineData("2023-10-24", false)]
    [InlineData("2024-07-15", true)]
    [InlineData(null, true)]
    public async Task Context_RedriveCount_IsThereSinceRedriveCame(string? day, bool expected)
    {
        var result = await RunAsync(day, "'A':{'Type':'Pass','Output':'{% $exists($states.context.Execution.RedriveCount) %}','End':true}");

        Assert.Equal(expected, result.Output.AsBoolean());
    }

    [Theory]
    [InlineData("2024-06-19", "7 5 MapStateExited")]
    [InlineData("2024-11-13", "7 4 MapStateExited")]
    [InlineData(null, "7 4 MapStateExited")]
    public async Task DistributedMap_Exit_FollowsTheStartOfTheRunSinceNovember2024(string? day, string expected)
    {
        var result = await RunAsync(
            day,
            "'A':{'Type':'Map','Items':[1],'End':true,'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},'StartAt':'B','States':{'B':{'Type':'Succeed'}}}}");

        Assert.Equal(expected, result.Lines()[6]);
    }

    private static async Task<ExecutionResult> RunAsync(string? day, string states)
    {
        var options = new EngineOptions { TimeProvider = Clock() };
        var engine = new ExecutionEngine(day is null ? options : options with { AsOf = DateTime.Parse(day, null) });
        return await engine.ExecuteAsync(Machine("A", states, StateMachineType.Standard), Json("{}"), null, TestContext.Current.CancellationToken);
    }
}
