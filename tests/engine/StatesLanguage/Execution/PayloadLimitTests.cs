using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Tasks;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Execution;

/// <summary>256 KiB of JSON in UTF-8 for what goes into an execution, comes out of a state or a task, and not one byte more.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html"/>
public sealed class PayloadLimitTests
{
    /// <summary>With its quotes, the longest text.</summary>
    private const int Longest = (256 * 1024) - 2;

    public static TheoryData<int, string?> Lengths => new() { { Longest, null }, { Longest + 1, "States.DataLimitExceeded" } };

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task Input_UpToTheLimit_IsTaken(int length, string? error)
    {
        var result = await RunAsync(Machine("A", "'A':{'Type':'Pass','Output':1,'End':true}"), $"'{new string('x', length)}'");

        Assert.Equal(error, result.Error);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task Output_UpToTheLimit_IsTaken(int length, string? error)
    {
        var result = await RunAsync(Machine("A", $"'A':{{'Type':'Pass','Output':'{{% $pad(\\'\\', {length}) %}}','End':true}}"));

        Assert.Equal(error, result.Error);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task TaskResult_UpToTheLimit_IsTaken(int length, string? error)
    {
        var handler = new FakeHandler(_ => TaskOutcome.Success(Value.From(new string('x', length))));
        var machine = Machine("A", "'A':{'Type':'Task','Resource':'arn:aws:lambda:us-east-1:1:function:f','Output':1,'End':true}");

        var result = await Engine(Clock(), ("f", handler)).ExecuteAsync(machine, Value.Null, null, TestContext.Current.CancellationToken);

        Assert.Equal(error, result.Error);
    }

    [Theory]
    [InlineData(131_071, null)]
    [InlineData(131_072, "States.DataLimitExceeded")]
    public async Task Text_InUtf8_CountsItsBytes(int letters, string? error)
    {
        var result = await RunAsync(Machine("A", "'A':{'Type':'Succeed'}"), $"'{new string('é', letters)}'");

        Assert.Equal(error, result.Error);
    }

    [Fact]
    public async Task Output_OfAllBranches_IsOneOutput()
    {
        const string Branch = "{'StartAt':'a','States':{'a':{'Type':'Pass','Output':'{% $pad(\\'\\', 131072) %}','End':true}}}";
        var machine = Machine(
            "P", $"'P':{{'Type':'Parallel','Branches':[{Branch},{Branch.Replace("'a'", "'b'", StringComparison.Ordinal)}],'End':true}}");

        Assert.Equal("States.DataLimitExceeded", (await RunAsync(machine)).Error);
    }
}
