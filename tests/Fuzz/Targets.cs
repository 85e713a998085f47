using System.Text;
using System.Text.Json;
using AiProxy.Jsonata;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage;
using AiProxy.StatesLanguage.Intrinsics;
using AiProxy.StatesLanguage.Paths;
using AiProxy.StatesLanguage.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Fuzz.Tests;

/// <summary>What is fuzzed. Each takes any text at all and throws only if the engine does what it never may.</summary>
internal static class Targets
{
    private static readonly JsonataOptions Full = Limited(JsonataOptions.Default);
    private static readonly JsonataOptions StepFunctions = Limited(JsonataOptions.StepFunctions);

    public static readonly IReadOnlyDictionary<string, Action<string>> ByName = new Dictionary<string, Action<string>>(StringComparer.Ordinal)
    {
        ["json"] = Json,
        ["path"] = Path,
        ["jsonata"] = text => Jsonata(text, Full),
        ["jsonata-aws"] = text => Jsonata(text, StepFunctions),
        ["definition"] = Definition,
        ["teststate"] = StateTest,
    };

    private const int MaxEvents = 400;

    private static readonly Value Input = Value.Parse(
        """{"a":[{"n":1,"k":"x","b":[1,2]},{"n":2,"k":"y","b":3},{"n":3}],"b":null,"c":"a,b","d":{"a":1,"b":{"c":[]}},"n":7,"m":8}""");

    private static readonly JsonataRuntime Runtime = new() { TimeProvider = TimeProvider.System, Random = () => 0.5, NewUuid = () => "00000000-0000-4000-8000-000000000000" };

    private static void Json(string text)
    {
        Value value;
        try
        {
            value = Value.Parse(text);
        }
        catch (JsonException)
        {
            return;
        }

        var json = value.ToJson();
        var again = Value.Parse(json);
        Require(again.Equals(value), "A value read back from its own JSON differs.");
        Require(again.GetHashCode() == value.GetHashCode(), "Equal values have different hash codes.");
        Require(value.Utf8Size == Encoding.UTF8.GetByteCount(json), $"The size is {value.Utf8Size}, the JSON has {Encoding.UTF8.GetByteCount(json)} bytes.");
    }

    private static void Path(string text)
    {
        _ = IntrinsicParser.Parse(text);
        if (PathParser.Parse(text) is { } path)
        {
            var value = path.Evaluate(Input);
            Require(path.IsDefinite || value.IsUndefined || value.Kind == ValueKind.Array, "An indefinite path gave no array.");
            _ = path.Explain(Input);
        }
    }

    private static void Jsonata(string text, JsonataOptions options)
    {
        JsonataExpression expression;
        try
        {
            expression = JsonataExpression.Compile(text, options);
        }
        catch (JsonataException exception)
        {
            _ = exception.Message;
            return;
        }

        try
        {
            var variables = new Value[expression.FreeVariables.Length];
            Array.Fill(variables, Input);
            var result = expression.Evaluate(Input, variables, Runtime);
            _ = result.IsUndefined ? "" : result.ToJson();
        }
        catch (JsonataException exception)
        {
            _ = exception.Message;
        }
    }

    private static void Definition(string text)
    {
        var parsed = StateMachine.Parse(text);
        Require(parsed.Machine is not null || parsed.Diagnostics.Any(), "Refused without a diagnostic.");
        if (parsed.Machine is not null)
        {
            var clock = new FakeTimeProvider();
            var engine = Engine(clock);
            using var stop = new CancellationTokenSource();
            var context = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(null);
            try
            {
                var execution = engine.ExecuteAsync(parsed.Machine, Input, null, stop.Token).AsTask();
                for (var i = 0; i < 50 && !execution.IsCompleted; i++)
                {
                    clock.Advance(TimeSpan.FromSeconds(10 << Math.Min(i, 20)));
                }

                stop.Cancel();
                var result = execution.WaitAsync(TimeSpan.FromSeconds(30)).GetAwaiter().GetResult();
                using var stream = new MemoryStream();
                using var writer = new Utf8JsonWriter(stream);
                writer.WriteStartArray();
                foreach (var item in result.History!)
                {
                    item.WriteTo(writer);
                }

                writer.WriteEndArray();
            }
            catch (OperationCanceledException)
            {
                // It waited for longer than the clock went.
            }
            finally
            {
                SynchronizationContext.SetSynchronizationContext(context);
            }
        }
    }

    private static void StateTest(string text)
    {
        Value request;
        try
        {
            request = Value.Parse(text);
        }
        catch (JsonException)
        {
            return;
        }

        try
        {
            var test = Engine(new FakeTimeProvider()).TestStateAsync(request, default).AsTask();
            _ = test.WaitAsync(TimeSpan.FromSeconds(30)).GetAwaiter().GetResult();
        }
        catch (TestStateException exception)
        {
            _ = exception.Message;
        }
    }

    private static ExecutionEngine Engine(TimeProvider clock) => new(new EngineOptions
    {
        TimeProvider = clock,
        NextRandom = () => 0.5,
        NewId = () => "00000000-0000-4000-8000-000000000000",
        TaskHandlers = new TaskHandlerRegistry().AddFunction("*", new Echo()),
        Limits = new EngineLimits { MaxStandardEvents = MaxEvents },
    });

    private static JsonataOptions Limited(JsonataOptions options) =>
        options with { MaxTime = TimeSpan.FromSeconds(1), MaxMemory = 64L << 20, MaxSteps = 1_000_000, MaxString = 1 << 20, RegexTimeout = TimeSpan.FromMilliseconds(200) };

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvalidOperationException(message);
        }
    }

    private sealed class Echo : ITaskHandler
    {
        public ValueTask<TaskOutcome> InvokeAsync(TaskInvocation invocation, CancellationToken cancellationToken) =>
            ValueTask.FromResult(invocation.Attempt % 2 == 0 ? TaskOutcome.Failure("E", "c") : TaskOutcome.Success(invocation.Arguments));
    }
}
