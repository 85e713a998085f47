using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage;
using AiProxy.StatesLanguage.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Conformance.Tests.Coverage;

/// <summary>Runs small machines to see what the engine does with them. Functions do what their names say, as <see cref="Function"/> reads them.</summary>
internal static class Probe
{
    public const string Echo = "echo";
    public const string Large = "large";
    public const string Never = "never";

    /// <summary>What a function's name has before the error that it reports.</summary>
    public const string Fail = "fail-";

    private const int TooLarge = 300_000;
    private const int MostSeconds = 60;

    /// <param name="definition">The machine.</param>
    /// <param name="type">Its kind; Express is run synchronously.</param>
    /// <param name="handler">Takes every task that is no function's.</param>
    public static ExecutionResult Run(string definition, StateMachineType type = StateMachineType.Standard, ITaskHandler? handler = null)
    {
        var parsed = StateMachine.Parse(definition, new StateMachineOptions { Type = type });
        var machine = parsed.Machine ?? throw new InvalidOperationException($"{parsed.ErrorMessage}: {definition}");
        var handlers = new TaskHandlerRegistry().AddFunction("*", new Function());
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 18, 30, 0, TimeSpan.Zero));
        var engine = new ExecutionEngine(new EngineOptions
        {
            TaskHandlers = handler is null ? handlers : handlers.Add("arn:aws:states:::sqs:*", handler),
            TimeProvider = clock,
        });
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var execution = engine.ExecuteAsync(machine, Value.Parse("""{"a":[1]}"""), new ExecutionRequest { Asynchronous = type == StateMachineType.Standard }).AsTask();
            for (var i = 0; i < MostSeconds && !execution.IsCompleted; i++)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
            }

            return execution.WaitAsync(TimeSpan.FromSeconds(20)).GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private sealed class Function : ITaskHandler
    {
        public async ValueTask<TaskOutcome> InvokeAsync(TaskInvocation invocation, CancellationToken cancellationToken)
        {
            var name = invocation.FunctionName ?? "";
            switch (name)
            {
                case Never:
                    await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
                    return default;
                case Large:
                    return TaskOutcome.Success(Value.From(new string('x', TooLarge)));
                default:
                    return name.StartsWith(Fail, StringComparison.Ordinal)
                        ? TaskOutcome.Failure(name[Fail.Length..] is { Length: > 0 } error ? error : null, null)
                        : TaskOutcome.Success(invocation.Arguments);
            }
        }
    }
}
