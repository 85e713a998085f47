using System.Collections.Immutable;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Tasks;
using AiProxy.StatesLanguage.Tests.History;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Execution;

public sealed class TaskTests
{
    private const string Function = "'Type':'Task','Resource':'arn:aws:lambda:us-east-1:1:function:f:live'";
    private const string Invoke = "'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'f','Payload':{'x':1}}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FunctionArn_GetsTheInputAndReturnsTheBareResult()
    {
        var handler = new FakeHandler(invocation => TaskOutcome.Success(invocation.Arguments));

        var result = await Engine(Clock(), ("f", handler)).ExecuteAsync(
            Machine("A", $"'A':{{{Function},'End':true}}"), Json("{'x':1}"), new ExecutionRequest { Name = "run", TraceHeader = "t" }, Cancel);

        Assert.Equal("""{"x":1}""", result.Output.ToJson());
        Assert.Equal(
            [
                "1 0 ExecutionStarted", "2 0 TaskStateEntered", "3 2 LambdaFunctionScheduled", "4 3 LambdaFunctionStarted",
                "5 4 LambdaFunctionSucceeded", "6 5 TaskStateExited", "7 6 ExecutionSucceeded",
            ],
            result.Lines());
        var invocation = Assert.Single(handler.Invocations);
        Assert.Equal("arn:aws:lambda:us-east-1:1:function:f:live", invocation.FunctionName);
        Assert.Equal(("A", "run", 1, "t"), (invocation.StateName, invocation.ExecutionName, invocation.Attempt, invocation.TraceHeader));
        Assert.Equal("arn:aws:states:us-east-1:000000000000:express:Machine:run:id-1", invocation.ExecutionId);
        Assert.Equal(TimeSpan.FromMinutes(5), invocation.TimeLeft);
    }

    [Fact]
    public async Task LambdaInvoke_GetsThePayloadAndReturnsTheEnvelope()
    {
        var handler = new FakeHandler(invocation => TaskOutcome.Success(invocation.Arguments));

        var result = await Engine(Clock(), ("f", handler)).ExecuteAsync(Machine("A", $"'A':{{{Invoke},'End':true}}"), Value.Null, null, Cancel);

        Assert.Equal(
            """{"ExecutedVersion":"$LATEST","Payload":{"x":1},"SdkHttpMetadata":{"AllHttpHeaders":{"X-Amz-Executed-Version":["$LATEST"],"x-amzn-Remapped-Content-Length":["0"],"Connection":["keep-alive"],"x-amzn-RequestId":["id-3"],"Content-Length":["7"],"Date":["Tue, 24 Nov 2026 12:00:00 GMT"],"X-Amzn-Trace-Id":["Root=1-6b057c40-id3000000000000000000000;Parent=0000000000000000;Sampled=0;Lineage=1:id300000:0"],"Content-Type":["application/json"]},"HttpHeaders":{"Connection":"keep-alive","Content-Length":"7","Content-Type":"application/json","Date":"Tue, 24 Nov 2026 12:00:00 GMT","X-Amz-Executed-Version":"$LATEST","x-amzn-Remapped-Content-Length":"0","x-amzn-RequestId":"id-3","X-Amzn-Trace-Id":"Root=1-6b057c40-id3000000000000000000000;Parent=0000000000000000;Sampled=0;Lineage=1:id300000:0"},"HttpStatusCode":200},"SdkResponseMetadata":{"RequestId":"id-3"},"StatusCode":200}""",
            result.Output.ToJson());
        Assert.Equal(
            [
                "1 0 ExecutionStarted", "2 0 TaskStateEntered", "3 2 TaskScheduled", "4 3 TaskStarted", "5 4 TaskSucceeded", "6 5 TaskStateExited",
                "7 6 ExecutionSucceeded",
            ],
            result.Lines());
    }

    [Fact]
    public async Task Resource_ExactBeforeFunctionBeforePrefix()
    {
        var registry = new TaskHandlerRegistry()
            .Add("arn:aws:states:::aws-sdk:*", new FakeHandler(_ => TaskOutcome.Success(Value.From("prefix"))))
            .Add("arn:aws:states:::aws-sdk:s3:*", new FakeHandler(_ => TaskOutcome.Success(Value.From("longer prefix"))))
            .Add("arn:aws:states:::http:invoke", new FakeHandler(_ => TaskOutcome.Success(Value.From("exact"))))
            .AddFunction("*", new FakeHandler(_ => TaskOutcome.Success(Value.From("any function"))));

        var seen = new List<string>();
        ImmutableArray<string> resources =
        [
            "arn:aws:states:::aws-sdk:sqs:sendMessage", "arn:aws:states:::aws-sdk:s3:getObject", "arn:aws:states:::http:invoke",
            "arn:aws:lambda:us-east-1:1:function:g",
        ];
        foreach (var resource in resources)
        {
            var machine = Machine("A", $"'A':{{'Type':'Task','Resource':'{resource}','Arguments':{{}},'End':true}}");
            seen.Add((await Engine(Clock(), registry).ExecuteAsync(machine, Value.Null, null, Cancel)).Output.AsString());
        }

        Assert.Equal(["prefix", "longer prefix", "exact", "any function"], seen);
    }

    [Fact]
    public async Task Resource_WithoutHandler_FailsClearlyAndUncaught()
    {
        var machine = Machine("A", $"'A':{{{Invoke},'Catch':[{{'ErrorEquals':['States.ALL'],'Next':'B'}}],'End':true}},'B':{{'Type':'Succeed'}}");

        var result = await RunAsync(machine);

        Assert.Equal(ErrorNames.Runtime, result.Error);
        Assert.Equal(
            "An error occurred while executing the state 'A' (entered at the event id #2). No task handler is registered for the resource "
            + "'arn:aws:states:::lambda:invoke' and the function 'f'.",
            result.Cause);
    }

    [Fact]
    public async Task Handler_Throws_FailsWithTheShortTypeName()
    {
        var handler = new FakeHandler((_, _) => throw new InvalidOperationException("no"));

        var result = await Engine(Clock(), ("f", handler)).ExecuteAsync(Machine("A", $"'A':{{{Function},'End':true}}"), Value.Null, null, Cancel);

        Assert.Equal("InvalidOperationException", result.Error);
        Assert.Equal("""{"errorType":"InvalidOperationException","errorMessage":"no"}""", result.Cause);
        Assert.Equal("LambdaFunctionFailed", result.History!.Types()[4]);
    }

    [Fact]
    public async Task Failure_LongErrorAndCause_AreCut()
    {
        var handler = new FakeHandler(_ => TaskOutcome.Failure(new string('e', 300), new string('c', 40_000)));

        var result = await Engine(Clock(), ("f", handler)).ExecuteAsync(Machine("A", $"'A':{{{Function},'End':true}}"), Value.Null, null, Cancel);

        Assert.Equal((256, 32_768), (result.Error!.Length, result.Cause!.Length));
    }

    [Theory]
    [InlineData("'Type':'Pass','Parameters':{'v.$':'$.no'},'End':true")]
    [InlineData("'Type':'Fail','QueryLanguage':'JSONata','Error':'{% $states.input %}'")]
    [InlineData("'Type':'Fail','CausePath':'$.x'")]
    public async Task Cause_ThatWouldQuoteAWholeInput_IsCut(string fields)
    {
        var machine = Parse($"{{'StartAt':'A','States':{{'A':{{{fields}}}}}}}");

        var result = await RunAsync(machine, $"{{'x':'{new string('y', 40_000)}'}}");

        Assert.Equal(32_768, result.Cause!.Length);
    }

    [Fact]
    public async Task Result_OverTheLimit_CanBeCaughtWithStatesAll()
    {
        var handler = new FakeHandler(_ => TaskOutcome.Success(Value.From(new string('x', 262_144))));
        var machine = Machine("A", $"'A':{{{Function},'Catch':[{{'ErrorEquals':['States.ALL'],'Next':'B'}}],'End':true}},'B':{{'Type':'Succeed'}}");

        var result = await Engine(Clock(), ("f", handler)).ExecuteAsync(machine, Value.Null, null, Cancel);

        Assert.Equal(
            """{"Error":"States.DataLimitExceeded","Cause":"The state/task 'arn:aws:lambda:us-east-1:1:function:f:live' returned a result with a size exceeding the maximum number of bytes service limit."}""",
            result.Output.ToJson());
    }

    [Fact]
    public async Task Timeout_FiresTheTokenAndFailsWithStatesTimeout()
    {
        var clock = Clock();
        var cancelled = false;
        var handler = new FakeHandler(async (_, token) =>
        {
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                cancelled = true;
            }

            return TaskOutcome.Success(Value.Null);
        });
        var machine = Machine("A", $"'A':{{{Invoke},'TimeoutSeconds':2,'End':true}}");

        var result = await clock.RunAsync(
            () => Engine(clock, ("f", handler)).ExecuteAsync(machine, Value.Null, null, Cancel), TimeSpan.FromSeconds(2));

        Assert.Equal((ExecutionStatus.Failed, ErrorNames.Timeout, null), (result.Status, result.Error, result.Cause));
        Assert.Equal(["4 3 TaskStarted", "5 4 TaskTimedOut", "6 5 ExecutionFailed"], result.Lines()[3..]);
        Assert.Equal(TimeSpan.FromSeconds(2), handler.Invocations[0].TimeLeft);
        Assert.True(cancelled);
    }

    [Fact]
    public async Task Timeout_HandlerIgnoresItsToken_IsAbandonedAfterTheGrace()
    {
        var clock = Clock();
        var never = new TaskCompletionSource<TaskOutcome>();
        var handler = new FakeHandler((_, _) => new ValueTask<TaskOutcome>(never.Task));
        var machine = Machine("A", $"'A':{{{Invoke},'TimeoutSeconds':2,'End':true}}");

        var result = clock.RunToEnd(() => Engine(clock, ("f", handler)).ExecuteAsync(machine, Value.Null, null, Cancel));

        Assert.Equal(ErrorNames.Timeout, result.Error);
        Assert.InRange(result.StopTime - result.StartTime, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task Heartbeat_SilenceTimesOut_BeatsKeepAlive()
    {
        var clock = Clock();
        var handler = new FakeHandler(async (invocation, token) =>
        {
            for (var i = 0; i < 4; i++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1.5), clock, token);
                invocation.Heartbeat();
            }

            await UntilCancelled(token);
            return TaskOutcome.Success(Value.Null);
        });
        var machine = Machine(
            "A",
            $"'A':{{{Invoke},'TimeoutSeconds':60,'HeartbeatSeconds':2,'Catch':[{{'ErrorEquals':['States.HeartbeatTimeout'],'Next':'B'}}],'End':true}},'B':{{'Type':'Succeed'}}");

        var result = clock.RunToEnd(() => Engine(clock, ("f", handler)).ExecuteAsync(machine, Value.Null, null, Cancel));

        Assert.Equal("""{"Error":"States.Timeout","Cause":null}""", result.Output.ToJson());
        Assert.InRange(result.StopTime - result.StartTime, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task Execution_TimesOut_FiresTheToken()
    {
        var clock = Clock();
        var handler = new FakeHandler(async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return TaskOutcome.Success(Value.Null);
        });

        var result = clock.RunToEnd(
            () => Engine(clock, ("f", handler)).ExecuteAsync(Machine("A", $"'A':{{{Invoke},'End':true}}"), Value.Null, null, Cancel),
            TimeSpan.FromSeconds(10));

        Assert.Equal(ExecutionStatus.TimedOut, result.Status);
        Assert.Equal(["4 3 TaskStarted", "5 0 ExecutionTimedOut"], result.Lines()[3..]);
    }
}
