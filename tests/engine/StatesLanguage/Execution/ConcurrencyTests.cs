using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.History;
using AiProxy.StatesLanguage.Tasks;
using AiProxy.StatesLanguage.Tests.History;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Execution;

public sealed class ConcurrencyTests
{
    private const string MapOfTasks =
        "'M':{'Type':'Map','End':true%,'ItemProcessor':{'StartAt':'T','States':{'T':{'Type':'Task','Resource':'arn:aws:lambda:us-east-1:1:function:f','End':true}}}}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parallel_Branches_GiveTheirOutputsInOrder()
    {
        var result = await RunAsync(Machine("P", "'P':{'Type':'Parallel','End':true,'Branches':[" + Branch("A", "'Output':1,") + "," + Branch("B", "") + "]}"), "7");

        Assert.Equal("[1,7]", result.Output.ToJson());
        Assert.Equal(
            [
                "1 0 ExecutionStarted", "2 0 ParallelStateEntered", "3 2 ParallelStateStarted", "4 3 PassStateEntered", "5 4 PassStateExited",
                "6 3 PassStateEntered", "7 6 PassStateExited", "8 7 ParallelStateSucceeded", "9 7 ParallelStateExited", "10 9 ExecutionSucceeded",
            ],
            result.Lines());
    }

    [Fact]
    public async Task Parallel_BranchFails_FailsWithItsErrorAndCanBeCaught()
    {
        var machine = Machine(
            "P",
            "'P':{'Type':'Parallel','Next':'Z','Branches':[{'StartAt':'F','States':{'F':{'Type':'Fail','Error':'X','Cause':'why'}}}],"
            + "'Catch':[{'ErrorEquals':['X'],'Next':'Z'}]},'Z':{'Type':'Succeed'}");

        var result = await RunAsync(machine);

        Assert.Equal("""{"Error":"X","Cause":"why"}""", result.Output.ToJson());
        Assert.Equal(
            [
                "1 0 ExecutionStarted", "2 0 ParallelStateEntered", "3 2 ParallelStateStarted", "4 3 FailStateEntered", "5 4 ParallelStateFailed",
                "6 5 ParallelStateExited", "7 6 SucceedStateEntered", "8 7 SucceedStateExited", "9 8 ExecutionSucceeded",
            ],
            result.Lines());
    }

    [Fact]
    public async Task Map_ConcurrencyOne_RunsItemsInTurnWithTheRecordedEvents()
    {
        var result = await RunAsync(
            Machine("M", "'M':{'Type':'Map','MaxConcurrency':1,'End':true,'ItemProcessor':" + Branch("A", "") + "}"), "[1,2]");

        Assert.Equal("[1,2]", result.Output.ToJson());
        Assert.Equal(
            [
                "3 2 MapStateStarted", "4 3 MapIterationStarted", "5 4 PassStateEntered", "6 5 PassStateExited", "7 6 MapIterationSucceeded",
                "8 6 MapIterationStarted", "9 8 PassStateEntered", "10 9 PassStateExited", "11 10 MapIterationSucceeded",
                "12 11 MapStateSucceeded", "13 11 MapStateExited", "14 13 ExecutionSucceeded",
            ],
            result.Lines()[2..]);
    }

    [Fact]
    public async Task Map_Empty_SucceedsWithAnEmptyArray()
    {
        var result = await RunAsync(Machine("M", "'M':{'Type':'Map','End':true,'ItemProcessor':" + Branch("A", "") + "}"), "[]");

        Assert.Equal("[]", result.Output.ToJson());
        Assert.Equal(["3 2 MapStateStarted", "4 3 MapStateSucceeded", "5 3 MapStateExited", "6 5 ExecutionSucceeded"], result.Lines()[2..]);
    }

    [Fact]
    public async Task Map_ObjectItems_AreItsMembers()
    {
        var result = await RunAsync(Machine("M", "'M':{'Type':'Map','Items':{'a':1,'b':2},'End':true,'ItemProcessor':" + Branch("A", "") + "}"));

        Assert.Equal("[1,2]", result.Output.ToJson());
    }

    [Fact]
    public async Task Map_InputNotAnArray_FailsTheEvaluation()
    {
        var result = await RunAsync(Machine("M", "'M':{'Type':'Map','End':true,'ItemProcessor':" + Branch("A", "") + "}"), "{'a':1}");

        Assert.Equal(ErrorNames.QueryEvaluationError, result.Error);
        Assert.EndsWith("Map state input must be an array but was: {\"a\":1}", result.Cause, StringComparison.Ordinal);
        Assert.Equal(["3 0 EvaluationFailed", "4 3 MapStateFailed", "5 4 ExecutionFailed"], result.Lines()[2..]);
    }

    [Theory]
    [InlineData("", 5)]
    [InlineData(",'MaxConcurrency':2", 2)]
    [InlineData("", 40, 50)]
    [InlineData(",'MaxConcurrency':0", 40, 50)]
    [InlineData(",'MaxConcurrency':45", 40, 50)]
    public async Task Map_Tasks_RunAtOnceUpToMaxConcurrency(string extra, int expected, int items = 5)
    {
        var clock = Clock();
        var (running, most) = (0, 0);
        var handler = new FakeHandler(async (invocation, token) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Delay(TimeSpan.FromSeconds(1), clock, token);
            Interlocked.Decrement(ref running);
            return TaskOutcome.Success(invocation.Arguments);
        });
        var machine = Machine("M", MapOfTasks.Replace("%", extra, StringComparison.Ordinal));

        var input = $"[{string.Join(',', Enumerable.Range(1, items))}]";

        var result = clock.RunToEnd(
            () => Engine(clock, ("f", handler)).ExecuteAsync(machine, Json(input), null, Cancel), TimeSpan.FromSeconds(1));

        Assert.Equal(input, result.Output.ToJson());
        Assert.Equal(expected, most);
    }

    [Fact]
    public async Task Map_OneFails_CancelsTheOthersAndAwaitsThem()
    {
        var clock = Clock();
        var ended = 0;
        var handler = new FakeHandler(async (invocation, token) =>
        {
            if (invocation.Arguments.AsNumber() == 2)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), clock, token);
                return TaskOutcome.Failure("X", "two");
            }

            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            catch (OperationCanceledException)
            {
                await Task.Yield();
                Interlocked.Increment(ref ended);
            }

            return TaskOutcome.Failure("Late", null);
        });
        var machine = Machine("M", MapOfTasks.Replace("%", "", StringComparison.Ordinal));

        var result = await clock.RunAsync(
            () => Engine(clock, ("f", handler)).ExecuteAsync(machine, Json("[1,2,3]"), null, Cancel), TimeSpan.FromSeconds(1));

        Assert.Equal((ExecutionStatus.Failed, "X", "two"), (result.Status, result.Error, result.Cause));
        Assert.Equal(2, ended);
        var types = result.History!.Types();
        Assert.Equal(2, types.Count(type => type == "TaskStateAborted"));
        Assert.Equal(2, types.Count(type => type == "MapIterationAborted"));
        Assert.Single(types, type => type == "MapIterationFailed");
        Assert.Equal(["MapStateFailed", "ExecutionFailed"], types[^2..]);
        var failed = result.History!.OfType<MapIterationEvent>().Single(item => item.Kind == HistoryEventType.MapIterationFailed);
        Assert.Equal(failed.PreviousId, result.History!.Single(item => item.Kind == HistoryEventType.MapStateFailed).PreviousId);
    }

    [Fact]
    public async Task Parallel_Retried_RunsAllBranchesAgain()
    {
        var clock = Clock();
        var calls = 0;
        var handler = new FakeHandler(_ => ++calls == 1 ? TaskOutcome.Failure("X", null) : TaskOutcome.Success(Value.From(calls)));
        var machine = Machine(
            "P",
            "'P':{'Type':'Parallel','End':true,'Retry':[{'ErrorEquals':['X']}],'Branches':[{'StartAt':'T','States':{'T':{'Type':'Task','Resource':'arn:aws:lambda:us-east-1:1:function:f','End':true}}}]}");

        var result = clock.RunToEnd(() => Engine(clock, ("f", handler)).ExecuteAsync(machine, Value.Null, null, Cancel));

        Assert.Equal("[2]", result.Output.ToJson());
        Assert.Equal(
            ["7 6 LambdaFunctionFailed", "8 7 TaskStateAborted", "9 7 ParallelStateStarted", "10 9 TaskStateEntered"], result.Lines()[6..10]);
    }

    [Fact]
    public async Task Caller_CancelsDuringAMap_AllHandlersEndBeforeTheException()
    {
        using var stop = new CancellationTokenSource();
        var ended = 0;
        var handler = new FakeHandler(async (_, token) =>
        {
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                Interlocked.Increment(ref ended);
            }

            return TaskOutcome.Success(Value.Null);
        });
        var history = new ExecutionHistory();

        var execution = Engine(Clock(), ("f", handler)).ExecuteAsync(
            Machine("M", MapOfTasks.Replace("%", "", StringComparison.Ordinal)),
            Json("[1,2,3]"),
            new ExecutionRequest { History = history },
            stop.Token).AsTask();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => execution);
        Assert.Equal(3, ended);
        Assert.Equal("ExecutionAborted", history.Types()[^1]);
        Assert.DoesNotContain("TaskStateAborted", history.Types());
    }

    private static string Branch(string name, string fields) =>
        $"{{'StartAt':'{name}','States':{{'{name}':{{'Type':'Pass',{fields}'End':true}}}}}}";
}
