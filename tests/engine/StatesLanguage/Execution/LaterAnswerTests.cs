using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Tasks;
using AiProxy.StatesLanguage.Tests.History;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Execution;

/// <summary>Tasks that answer later: callbacks, jobs and activities.</summary>
public sealed class LaterAnswerTests
{
    private const string Activity = "arn:aws:states:us-east-1:1:activity:a";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Callback_AnsweredByItsToken_TakesThatResult()
    {
        var tokens = new TaskTokens();
        var handler = new FakeHandler(invocation =>
        {
            Assert.Equal(Value.From(invocation.TaskToken), invocation.Arguments);
            Assert.True(tokens.SendSuccess(invocation.TaskToken!, Value.From("later")));
            return TaskOutcome.Success(Value.From("submitted"));
        });

        var result = await RunAsync(
            tokens, handler, "'Resource':'arn:aws:states:::sqs:sendMessage.waitForTaskToken','Arguments':'{% $states.context.Task.Token %}'");

        Assert.Equal(Value.From("later"), result.Output);
        Assert.Contains("5 4 TaskSubmitted", result.Lines());
    }

    [Fact]
    public async Task Tokens_UsedOrUnknown_AreNobodys()
    {
        var tokens = new TaskTokens();
        string? used = null;
        var handler = new FakeHandler(invocation =>
        {
            used = invocation.TaskToken;
            Assert.True(tokens.SendHeartbeat(used!));
            Assert.True(tokens.SendFailure(used!, "E", "why"));
            Assert.False(tokens.SendSuccess(used!, Value.Null));
            return TaskOutcome.Success(Value.Null);
        });

        var result = await RunAsync(
            tokens, handler, "'Resource':'arn:aws:states:::sqs:sendMessage.waitForTaskToken','Arguments':'{% $states.context.Task.Token %}'");

        Assert.Equal(("E", "why"), (result.Error, result.Cause));
        Assert.All([used!, "never given"], token =>
            Assert.Equal(
                (false, false, false), (tokens.SendSuccess(token, Value.Null), tokens.SendFailure(token), tokens.SendHeartbeat(token))));
    }

    [Fact]
    public void Token_OfATaskThatTimedOut_IsNobodys()
    {
        var clock = Clock();
        var tokens = new TaskTokens();
        var handler = new FakeHandler(invocation => TaskOutcome.Success(Value.Null));
        var registry = new TaskHandlerRegistry();
        registry.Add("arn:aws:states:::*", handler);
        var engine = new ExecutionEngine(new EngineOptions { TaskHandlers = registry, Tokens = tokens, TimeProvider = clock });
        var machine = Machine(
            "A",
            "'A':{'Type':'Task','Resource':'arn:aws:states:::sqs:sendMessage.waitForTaskToken','Arguments':'{% $states.context.Task.Token %}','TimeoutSeconds':5,'End':true}",
            StateMachineType.Standard);

        var result = clock.RunToEnd(() => engine.ExecuteAsync(machine, Json("{}"), null, Cancel), TimeSpan.FromSeconds(1));

        Assert.Equal("States.Timeout", result.Error);
        Assert.False(tokens.SendSuccess(handler.Invocations[0].TaskToken!, Value.Null));
    }

    [Fact]
    public async Task Job_SaysItWasSubmitted_AndReturnsItsEnd()
    {
        var handler = new FakeHandler(invocation =>
        {
            invocation.Submitted(Value.From("started"));
            return TaskOutcome.Failure("Job", "broke");
        });

        var result = await RunAsync(new TaskTokens(), handler, "'Resource':'arn:aws:states:::states:startExecution.sync:2','Arguments':{'StateMachineArn':'m'}");

        Assert.Equal(("Job", "broke"), (result.Error, result.Cause));
        Assert.Contains("5 4 TaskSubmitted", result.Lines());
    }

    [Fact]
    public async Task Job_ThatCannotBeSubmitted_SaysSo()
    {
        var handler = new FakeHandler(_ => TaskOutcome.Failure("Batch.ServerException", "no"));

        var result = await RunAsync(new TaskTokens(), handler, "'Resource':'arn:aws:states:::batch:submitJob.sync','Arguments':{}");

        Assert.Equal(("Batch.ServerException", "no"), (result.Error, result.Cause));
        Assert.Contains("5 4 TaskSubmitFailed", result.Lines());
        Assert.Contains(
            "\"taskSubmitFailedEventDetails\":{\"resourceType\":\"batch\",\"resource\":\"submitJob.sync\",\"error\":\"Batch.ServerException\",\"cause\":\"no\"}",
            result.History!.ToJson(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activity_DoneByAWorker_TakesItsResult()
    {
        var tokens = new TaskTokens();
        tokens.CreateActivity(Activity);
        var worker = tokens.GetActivityTaskAsync(Activity, "me", Cancel).AsTask();

        var execution = RunAsync(tokens, null, $"'Resource':'{Activity}'").AsTask();
        var task = await worker;
        Assert.True(tokens.SendHeartbeat(task!.TaskToken));
        Assert.True(tokens.SendSuccess(task.TaskToken, task.Input));

        Assert.Equal(Json("{'x':1}"), (await execution).Output);
        Assert.False(tokens.SendSuccess(task.TaskToken, Value.Null));
    }

    [Theory]
    [InlineData("'TimeoutSeconds':5", 5)]
    [InlineData("'TimeoutSeconds':60,'HeartbeatSeconds':3", 3)]
    public void Activity_NobodyAnswers_TimesOut(string fields, int seconds)
    {
        var clock = Clock();
        var tokens = new TaskTokens();
        tokens.CreateActivity(Activity);
        var engine = new ExecutionEngine(new EngineOptions { Tokens = tokens, TimeProvider = clock });
        var machine = Machine("A", $"'A':{{'Type':'Task','Resource':'{Activity}',{fields},'End':true}}", StateMachineType.Standard);

        var result = clock.RunToEnd(() => engine.ExecuteAsync(machine, Json("{}"), null, Cancel), TimeSpan.FromSeconds(1));

        Assert.Equal("States.Timeout", result.Error);
        Assert.Equal(TimeSpan.FromSeconds(seconds), result.StopTime - result.StartTime);
        Assert.Contains("ActivityTimedOut", result.History!.Types());
    }

    [Fact]
    public async Task Activity_ThatIsNot_FailsTheState()
    {
        var result = await RunAsync(new TaskTokens(), null, $"'Resource':'{Activity}'");

        Assert.Equal("States.Runtime", result.Error);
        Assert.EndsWith($"The activity {Activity} does not exist.", result.Cause, StringComparison.Ordinal);
    }

    private static ValueTask<ExecutionResult> RunAsync(TaskTokens tokens, FakeHandler? handler, string fields)
    {
        var registry = new TaskHandlerRegistry();
        if (handler is not null)
        {
            registry.Add("arn:aws:states:::*", handler);
        }

        var engine = new ExecutionEngine(new EngineOptions { TaskHandlers = registry, Tokens = tokens, TimeProvider = Clock() });
        return engine.ExecuteAsync(
            Machine("A", $"'A':{{'Type':'Task',{fields},'End':true}}", StateMachineType.Standard), Json("{'x':1}"), null, Cancel);
    }
}
