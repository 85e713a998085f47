using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Tasks;
using AiProxy.StatesLanguage.Tests.History;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Execution;

public sealed class RetryCatchTests
{
    private const string Function = "'Type':'Task','Resource':'arn:aws:lambda:us-east-1:1:function:f'";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Retry_FailsTwice_WaitsWithBackoffAndSucceeds()
    {
        var (result, times) = await RunFailingAsync("{'ErrorEquals':['X'],'IntervalSeconds':2,'BackoffRate':3}", "X", "X");

        Assert.Equal(ExecutionStatus.Succeeded, result.Status);
        Assert.Equal([0, 2, 8], times);
        Assert.Equal(
            [
                "3 2 LambdaFunctionScheduled", "4 3 LambdaFunctionStarted", "5 4 LambdaFunctionFailed",
                "6 5 LambdaFunctionScheduled", "7 6 LambdaFunctionStarted", "8 7 LambdaFunctionFailed",
                "9 8 LambdaFunctionScheduled", "10 9 LambdaFunctionStarted", "11 10 LambdaFunctionSucceeded",
            ],
            result.Lines()[2..11]);
    }

    [Fact]
    public async Task Retry_MaxDelayAndFullJitter_JitterComesAfterTheCap()
    {
        var (_, times) = await RunFailingAsync(
            "{'ErrorEquals':['X'],'IntervalSeconds':4,'BackoffRate':10,'MaxDelaySeconds':6,'JitterStrategy':'FULL'}", "X", "X");

        // The random source always says 0.5.
        Assert.Equal([0, 2, 5], times);
    }

    [Fact]
    public async Task Retry_EachRetrierCountsForItself()
    {
        var (result, times) = await RunFailingAsync(
            "{'ErrorEquals':['X'],'IntervalSeconds':1,'MaxAttempts':1},{'ErrorEquals':['States.ALL'],'IntervalSeconds':5,'MaxAttempts':1}",
            "X", "Y", "X", "Z");

        // The second X finds its own retrier used up, and the later States.ALL is not asked.
        Assert.Equal((ExecutionStatus.Failed, "X"), (result.Status, result.Error));
        Assert.Equal([0, 1, 6], times);
    }

    [Fact]
    public async Task Retry_IntervalZero_RetriesAtOnce()
    {
        var (result, times) = await RunFailingAsync("{'ErrorEquals':['X'],'IntervalSeconds':0}", "X", "X");

        Assert.Equal((ExecutionStatus.Succeeded, 0), (result.Status, times[^1]));
    }

    [Fact]
    public async Task Retry_WithoutNumbers_TriesThreeTimesAfterOneTwoAndFourSeconds()
    {
        var (result, times) = await RunFailingAsync("{'ErrorEquals':['X']}", "X", "X", "X", "X");

        Assert.Equal("X", result.Error);
        Assert.Equal([0, 1, 3, 7], times);
    }

    [Fact]
    public void Retry_OfAStateEnteredAgain_CountsAfresh()
    {
        var clock = Clock();
        var calls = 0;
        var handler = new FakeHandler(_ => ++calls % 3 == 0 ? TaskOutcome.Success(Value.From(calls)) : TaskOutcome.Failure("X", null));
        var machine = Machine(
            "A",
            $"'A':{{{Function},'Retry':[{{'ErrorEquals':['X'],'MaxAttempts':2}}],'Next':'B'}},"
            + "'B':{'Type':'Choice','Choices':[{'Condition':'{% $states.input < 6 %}','Next':'A'}],'Default':'C'},'C':{'Type':'Succeed'}");

        var result = clock.RunToEnd(() => Engine(clock, ("f", handler)).ExecuteAsync(machine, Value.Null, null, Cancel));

        Assert.Equal(6, result.Output.AsNumber());
    }

    [Fact]
    public void Timeout_OfATask_IsEachAttemptsOwn()
    {
        var clock = Clock();
        var calls = 0;
        var handler = new FakeHandler(async (_, token) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(3), clock, token);
            return ++calls == 1 ? TaskOutcome.Failure("X", null) : TaskOutcome.Success(Value.From(calls));
        });
        var machine = Machine("A", $"'A':{{{Function},'TimeoutSeconds':4,'Retry':[{{'ErrorEquals':['X']}}],'End':true}}");

        var result = clock.RunToEnd(() => Engine(clock, ("f", handler)).ExecuteAsync(machine, Value.Null, null, Cancel), TimeSpan.FromSeconds(0.5));

        Assert.Equal((null, 2), (result.Error, result.Output.AsNumber()));
    }

    [Fact]
    public async Task Retry_MaxAttemptsZero_NeverRetries()
    {
        var (result, times) = await RunFailingAsync("{'ErrorEquals':['X'],'MaxAttempts':0},{'ErrorEquals':['States.ALL']}", "X");

        Assert.Equal("X", result.Error);
        Assert.Equal([0], times);
    }

    [Theory]
    [InlineData("States.ALL", "X", true)]
    [InlineData("States.TaskFailed", "X", true)]
    [InlineData("X", "X", true)]
    [InlineData("Y", "X", false)]
    [InlineData("States.TaskFailed", "States.Timeout", false)]
    [InlineData("States.ALL", "States.Timeout", true)]
    [InlineData("States.ALL", "States.Runtime", false)]
    [InlineData("States.Runtime", "States.Runtime", false)]
    [InlineData("States.Timeout", "States.HeartbeatTimeout", true)]
    [InlineData("States.HeartbeatTimeout", "States.HeartbeatTimeout", true)]
    [InlineData("States.HeartbeatTimeout", "States.Timeout", false)]
    [InlineData("States.ALL", "States.HeartbeatTimeout", true)]
    [InlineData("States.TaskFailed", "States.HeartbeatTimeout", false)]
    [InlineData("Lambda.Unknown", "Lambda.Unknown", true)]
    [InlineData("States.TaskFailed", "Lambda.Unknown", true)]
    [InlineData("states.all", "X", false)]
    public async Task Catch_ErrorNames_MatchAsDocumented(string errorEquals, string error, bool caught)
    {
        var handler = new FakeHandler(_ => TaskOutcome.Failure(error, "why"));
        var machine = Machine(
            "A", $"'A':{{{Function},'Catch':[{{'ErrorEquals':['{errorEquals}'],'Next':'B'}}],'End':true}},'B':{{'Type':'Succeed'}}");

        var result = await Engine(Clock(), ("f", handler)).ExecuteAsync(machine, Value.Null, null, Cancel);

        Assert.Equal(caught ? ExecutionStatus.Succeeded : ExecutionStatus.Failed, result.Status);
        if (caught)
        {
            Assert.Equal($$"""{"Error":"{{error}}","Cause":"why"}""", result.Output.ToJson());
        }
    }

    [Fact]
    public async Task Catch_AfterRetries_SkipsTheStatesOwnOutputAndAssign()
    {
        var handler = new FakeHandler(_ => TaskOutcome.Failure("X", null));
        var machine = Machine(
            "A",
            $"'A':{{{Function},'Output':'own','Assign':{{'v':1}},'Catch':[{{'ErrorEquals':['X'],'Output':'caught','Assign':{{'w':2}},'Next':'B'}}],'End':true}},'B':{{'Type':'Succeed'}}");

        var result = await Engine(Clock(), ("f", handler)).ExecuteAsync(machine, Value.Null, null, Cancel);

        Assert.Equal("\"caught\"", result.Output.ToJson());
        var json = result.History!.ToJson();
        Assert.Contains("\"assignedVariables\":{\"w\":\"2\"}", json, StringComparison.Ordinal);
        Assert.DoesNotContain("\"v\"", json, StringComparison.Ordinal);
    }

    /// <summary>Runs a task that fails with the given errors and then succeeds; returns when its attempts were, in seconds.</summary>
    private static async Task<(ExecutionResult Result, double[] Times)> RunFailingAsync(string retriers, params string[] errors)
    {
        var clock = Clock();
        var times = new List<double>();
        var handler = new FakeHandler(_ =>
        {
            times.Add((clock.GetUtcNow() - Start).TotalSeconds);
            return times.Count <= errors.Length ? TaskOutcome.Failure(errors[times.Count - 1], "why") : TaskOutcome.Success(Value.True);
        });
        var machine = Machine("A", $"'A':{{{Function},'Retry':[{retriers}],'End':true}}");

        var result = clock.RunToEnd(
            () => Engine(clock, ("f", handler)).ExecuteAsync(machine, Value.Null, null, Cancel), TimeSpan.FromSeconds(0.5));

        return (result, [.. times]);
    }
}
