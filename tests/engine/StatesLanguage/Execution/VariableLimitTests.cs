using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Execution;

/// <summary>256 KiB a variable and an Assign, 10 MiB an execution.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html#variable-limits"/>
public sealed class VariableLimitTests
{
    /// <summary>With its quotes, the longest text that a variable can be.</summary>
    private const int Longest = (256 * 1024) - 2;

    [Theory]
    [InlineData("'a':'{% $pad(\"\", 262142) %}'", null)]
    [InlineData("'a':'{% $pad(\"\", 262143) %}'", "States.DataLimitExceeded")]
    [InlineData("'a':'{% $pad(\"\", 131070) %}','b':'{% $pad(\"\", 131070) %}'", null)]
    [InlineData("'a':'{% $pad(\"\", 131070) %}','b':'{% $pad(\"\", 131071) %}'", "States.DataLimitExceeded")]
    public async Task Assign_UpToTheLimit_Succeeds(string variables, string? error)
    {
        var result = await RunAsync(Machine("A", $"'A':{{'Type':'Pass','Output':1,'Assign':{{{variables}}},'End':true}}".Replace("\"", "\\'", StringComparison.Ordinal)));

        Assert.Equal(error, result.Error);
    }

    [Theory]
    [InlineData(40, null)]
    [InlineData(41, "States.DataLimitExceeded")]
    public async Task Variables_OfAnExecution_MayBeTenMebibytes(int count, string? error)
    {
        var states = Enumerable.Range(1, count).Select(i =>
            $"'S{i}':{{'Type':'Pass','Output':1,'Assign':{{'v{i}':'{{% $pad(\\'\\', {Longest}) %}}'}},"
            + (i == count ? "'End':true}" : $"'Next':'S{i + 1}'}}"));

        var result = await RunAsync(Machine("S1", string.Join(',', states)));

        Assert.Equal(error, result.Error);
    }

    [Fact]
    public async Task Variable_AssignedAgain_CountsOnce()
    {
        var result = await RunAsync(Machine(
            "A",
            "'A':{'Type':'Pass','Output':'{% $states.input + 1 %}','Assign':{'v':'{% $pad(\\'\\', 262142) %}'},'Next':'B'},"
            + "'B':{'Type':'Choice','Choices':[{'Condition':'{% $states.input < 50 %}','Next':'A'}],'Default':'C'},'C':{'Type':'Succeed'}"), "0");

        Assert.Equal((null, 50), (result.Error, result.Output.AsNumber()));
    }

    [Fact]
    public async Task DataLimit_OfAnAssign_IsNotCaughtByStatesAll()
    {
        var result = await RunAsync(Machine(
            "A",
            "'A':{'Type':'Parallel','Branches':[{'StartAt':'I','States':{'I':{'Type':'Pass','Assign':{'v':'{% $pad(\\'\\', 262143) %}'},'End':true}}}],"
            + "'Catch':[{'ErrorEquals':['States.ALL'],'Next':'C'}],'End':true},'C':{'Type':'Succeed'}"));

        Assert.Equal("States.DataLimitExceeded", result.Error);
    }
}
