using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.StatesLanguage.Tests;

/// <summary>Shortcuts for tests: definitions with single quotes, engines under a clock that stands still.</summary>
internal static class Machines
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A JSONata machine of the given states, an object in JSON with single quotes for double ones.</summary>
    public static StateMachine Machine(string startAt, string states, StateMachineType type = StateMachineType.Express, string extra = "") =>
        Parse($"{{'QueryLanguage':'JSONata',{extra}'StartAt':'{startAt}','States':{{{states}}}}}", type);

    public static StateMachine Parse(string definition, StateMachineType type = StateMachineType.Express)
    {
        var result = StateMachine.Parse(definition.Replace('\'', '"'), new StateMachineOptions { Type = type, Name = "Machine" });
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.IsError));
        return result.Machine!;
    }

    public static Value Json(string json) => Value.Parse(json.Replace('\'', '"'));

    public static FakeTimeProvider Clock() => new(Start);

    public static ExecutionEngine Engine(FakeTimeProvider clock, params (string Function, ITaskHandler Handler)[] functions)
    {
        var registry = new TaskHandlerRegistry();
        foreach (var (function, handler) in functions)
        {
            registry.AddFunction(function, handler);
        }

        return Engine(clock, registry);
    }

    public static ExecutionEngine Engine(FakeTimeProvider clock, TaskHandlerRegistry registry)
    {
        var next = 0;
        return new ExecutionEngine(new EngineOptions
        {
            TaskHandlers = registry,
            TimeProvider = clock,
            NewId = () => $"id-{Interlocked.Increment(ref next)}",
            NextRandom = () => 0.5,
        });
    }

    public static async Task<ExecutionResult> RunAsync(StateMachine machine, string input = "{}") =>
        await Engine(Clock()).ExecuteAsync(machine, Json(input), null, TestContext.Current.CancellationToken);

    /// <summary>Waits until the token fires, and ends on the thread that fires it: a delay's end may come by the thread pool, and the clock would move on meanwhile.</summary>
    public static async Task UntilCancelled(CancellationToken token)
    {
        var never = new TaskCompletionSource();
        using var registration = token.UnsafeRegister(_ => never.TrySetCanceled(token), null);
        await never.Task;
    }

    /// <summary>
    /// Runs an execution, moving the clock once. For executions in which something is cancelled: what a fired token sets off may run on
    /// the thread pool, so the clock must not move meanwhile.
    /// </summary>
    public static async Task<ExecutionResult> RunAsync(this FakeTimeProvider clock, Func<ValueTask<ExecutionResult>> start, TimeSpan advance)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        Task<ExecutionResult> execution;
        try
        {
            execution = start().AsTask();
            clock.Advance(advance);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }

        return await execution.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// Runs an execution to its end, moving the clock step by step. Everything that a timer sets off happens on this thread before the
    /// clock moves on (no synchronization context, no thread pool), so that times are exact.
    /// </summary>
    public static ExecutionResult RunToEnd(
        this FakeTimeProvider clock, Func<ValueTask<ExecutionResult>> start, TimeSpan? step = null, int maxSteps = 10_000)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var execution = start().AsTask();
            for (var i = 0; i < maxSteps && !execution.IsCompleted; i++)
            {
                clock.Advance(step ?? TimeSpan.FromMilliseconds(100));
            }

            Assert.True(execution.IsCompleted, "The execution still runs after the last step of the clock.");
            return execution.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
