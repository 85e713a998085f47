using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Tasks;
using AiProxy.StatesLanguage.Tests.History;
using Microsoft.Extensions.Time.Testing;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Execution;

/// <summary>The workflow the product is about, with scripted functions: aggregate.sketch.asl.json, copied beside the tests.</summary>
public sealed class AggregateSketchTests
{
    private static readonly Dictionary<string, string> Arns = new()
    {
        ["ValidateArn"] = "arn:aws:lambda:us-east-1:1:function:validate",
        ["TransformArn"] = "arn:aws:lambda:us-east-1:1:function:transform",
        ["CallProviderArn"] = "arn:aws:lambda:us-east-1:1:function:call-provider",
        ["MergeArn"] = "arn:aws:lambda:us-east-1:1:function:merge",
    };

    private readonly FakeTimeProvider _clock = Clock();
    private readonly List<string> _calls = [];
    private readonly Lock _lock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task First_FirstTargetFails_FallsBackToTheNextWave()
    {
        var result = await RunAsync(
            Plan("first", 1, "[['a'],['b']]"),
            (target, _) => target == "a" ? TaskOutcome.Failure("ProviderRejectedException", "{}") : Answer(target));

        Assert.Equal("""{"statusCode":200,"answers":[{"id":"a","ok":false,"error":"ProviderRejectedException"},{"id":"b","ok":true}]}""", result.Output.ToJson());
        Assert.Equal(["a@0", "b@0"], _calls);
    }

    [Fact]
    public async Task All_EveryTargetIsAskedAtOnce()
    {
        var result = await RunAsync(
            Plan("all", 2, "[['a','b','c']]"),
            async (target, token) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(2), _clock, token);
                return Answer(target);
            });

        Assert.Equal("""{"statusCode":200,"answers":[{"id":"a","ok":true},{"id":"b","ok":true},{"id":"c","ok":true}]}""", result.Output.ToJson());
        Assert.InRange(result.StopTime - result.StartTime, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public async Task Race_TheWinnerCancelsTheLosersAndTheyAreAwaited()
    {
        var lost = new List<string>();
        var result = await RunAsync(
            Plan("race", 1, "[['slow','fast','slower']]"),
            async (target, token) =>
            {
                if (target == "fast")
                {
                    await Task.Delay(TimeSpan.FromSeconds(1), _clock, token);
                    return Answer(target);
                }

                try
                {
                    await Task.Delay(TimeSpan.FromSeconds(60), _clock, token);
                }
                catch (OperationCanceledException)
                {
                    // What a loser does after its token has fired happens before the workflow goes on.
                    await Task.Yield();
                    lock (_lock)
                    {
                        lost.Add(target);
                        _calls.Add($"{target} lost");
                    }

                    throw;
                }

                return Answer(target);
            },
            advance: TimeSpan.FromSeconds(1));

        Assert.Equal("""{"statusCode":200,"answers":[{"id":"fast","ok":true}]}""", result.Output.ToJson());
        Assert.Equal(["slow", "slower"], lost.Order());
        Assert.Equal("merge", _calls[^1]);
        Assert.Equal(TimeSpan.FromSeconds(1), result.StopTime - result.StartTime);
        var types = result.History!.Types();
        Assert.Equal(2, types.Count(type => type == "MapIterationAborted"));
        Assert.Equal(2, types.Count(type => type == "TaskStateAborted"));
    }

    [Fact]
    public async Task Retry_UnavailableProvider_IsRetriedWithJitter()
    {
        var attempts = 0;
        var result = await RunAsync(
            Plan("first", 1, "[['a']]"),
            (target, _) => ++attempts < 3 ? TaskOutcome.Failure("ProviderUnavailableException", "{}") : Answer(target));

        Assert.Equal("""{"statusCode":200,"answers":[{"id":"a","ok":true}]}""", result.Output.ToJson());

        // 1 s and 2 s, each halved by a jitter source that always says 0.5.
        Assert.Equal(["a@0", "a@0.5", "a@1.5"], _calls);
    }

    [Fact]
    public async Task Wait_RateLimited_WaitsAsLongAsTheProviderSays()
    {
        var attempts = 0;
        var result = await RunAsync(
            Plan("first", 1, "[['a']]"),
            (target, _) => ++attempts == 1 ? TaskOutcome.Failure("RateLimitedException", "slow down; retry-after-ms=2500") : Answer(target));

        Assert.Equal("""{"statusCode":200,"answers":[{"id":"a","ok":true}]}""", result.Output.ToJson());
        Assert.Equal(["a@0", "a@3"], _calls);
    }

    [Fact]
    public async Task Timeout_TargetTakesTooLong_IsGivenUp()
    {
        var result = await RunAsync(
            Plan("all", 1, "[['a','b']]"),
            async (target, token) =>
            {
                await (target == "a" ? Task.Delay(TimeSpan.FromSeconds(1), _clock, CancellationToken.None) : UntilCancelled(token));
                return Answer(target);
            });

        Assert.Equal("""{"statusCode":200,"answers":[{"id":"a","ok":true},{"id":"b","ok":false,"error":"States.Timeout"}]}""", result.Output.ToJson());
    }

    [Fact]
    public async Task Refusal_IsTheResponse()
    {
        var result = await RunAsync(Json("{'refuse':{'statusCode':400}}"), (target, _) => Answer(target));

        Assert.Equal("""{"statusCode":400}""", result.Output.ToJson());
        Assert.Empty(_calls);
    }

    [Fact]
    public async Task Merge_Throws_IsAnInternalErrorWithAResponse()
    {
        var result = await RunAsync(Plan("first", 1, "[['a']]"), (target, _) => Answer(target), merge: _ => TaskOutcome.Failure("Boom", "{}"));

        Assert.Equal(
            """{"statusCode":500,"headers":{"content-type":"application/json"},"body":"{\"error\":{\"message\":\"Internal error\",\"type\":\"server_error\",\"param\":null,\"code\":\"Boom\"}}"}""",
            result.Output.ToJson());
    }

    private static TaskOutcome Answer(string target) => TaskOutcome.Success(Json($"{{'id':'{target}','ok':true}}"));

    private static Value Plan(string strategy, int quorum, string waves) => Json($"{{'strategy':'{strategy}','quorum':{quorum},'waves':{waves}}}");

    private Task<ExecutionResult> RunAsync(
        Value input, Func<string, CancellationToken, TaskOutcome> call, Func<TaskInvocation, TaskOutcome>? merge = null) =>
        RunAsync(input, (target, token) => ValueTask.FromResult(call(target, token)), merge);

    private async Task<ExecutionResult> RunAsync(
        Value input,
        Func<string, CancellationToken, ValueTask<TaskOutcome>> call,
        Func<TaskInvocation, TaskOutcome>? merge = null,
        TimeSpan? advance = null)
    {
        var definition = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Execution", "aggregate.sketch.asl.json"), Cancel);
        var parsed = StateMachine.Parse(definition, new StateMachineOptions { Type = StateMachineType.Express, Substitutions = Arns });
        Assert.Empty(parsed.Diagnostics);

        var engine = Engine(
            _clock,
            ("validate", new FakeHandler(Validate)),
            ("transform", new FakeHandler(Transform)),
            ("call-provider", new FakeHandler((invocation, token) => CallAsync(invocation, call, token))),
            ("merge", new FakeHandler(merge ?? Merge)));
        ValueTask<ExecutionResult> Start() => engine.ExecuteAsync(parsed.Machine!, input, null, Cancel);
        return advance is { } once ? await _clock.RunAsync(Start, once) : _clock.RunToEnd(Start);
    }

    private ValueTask<TaskOutcome> CallAsync(
        TaskInvocation invocation, Func<string, CancellationToken, ValueTask<TaskOutcome>> call, CancellationToken token)
    {
        invocation.Arguments.AsObject().TryGetValue("call", out var target);
        target.AsObject().TryGetValue("id", out var id);
        lock (_lock)
        {
            _calls.Add(FormattableString.Invariant($"{id.AsString()}@{(_clock.GetUtcNow() - Start).TotalSeconds}"));
        }

        return call(id.AsString(), token);
    }

    private static TaskOutcome Validate(TaskInvocation invocation)
    {
        invocation.Arguments.AsObject().TryGetValue("refuse", out var refusal);
        return TaskOutcome.Success(
            refusal.IsUndefined ? invocation.Arguments : Value.From(new ObjectBuilder().Add("response", refusal).Build()));
    }

    private static TaskOutcome Transform(TaskInvocation invocation)
    {
        var plan = invocation.Arguments.AsObject();
        plan.TryGetValue("waves", out var names);
        var waves = new ArrayBuilder();
        foreach (var wave in names.AsArray())
        {
            var targets = new ArrayBuilder();
            foreach (var name in wave.AsArray())
            {
                targets.Add(Json($"{{'id':'{name.AsString()}','taskTimeoutSeconds':8,'minCallMs':200}}"));
            }

            waves.Add(Value.From(new ObjectBuilder().Add("targets", Value.From(targets.Build())).Build()));
        }

        return TaskOutcome.Success(Value.From(new ObjectBuilder()
            .Add("plan", Value.From(plan.With("waves", Value.Undefined).With("deadlineMs", Value.From(25_000))))
            .Add("waves", Value.From(waves.Build()))
            .Build()));
    }

    private TaskOutcome Merge(TaskInvocation invocation)
    {
        lock (_lock)
        {
            if (_calls.Exists(call => call.EndsWith("lost", StringComparison.Ordinal)))
            {
                _calls.Add("merge");
            }
        }

        invocation.Arguments.AsObject().TryGetValue("answers", out var answers);
        return TaskOutcome.Success(
            Value.From(new ObjectBuilder().Add("statusCode", Value.From(200)).Add("answers", answers).Build()));
    }
}
