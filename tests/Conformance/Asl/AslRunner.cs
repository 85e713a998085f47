using System.Text.Json;
using System.Text.Json.Nodes;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage;
using AiProxy.StatesLanguage.Diagnostics;
using AiProxy.StatesLanguage.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Conformance.Tests.Asl;

/// <summary>Runs a case on the engine and says where the outcome differs from the recording.</summary>
internal static class AslRunner
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public static IReadOnlyList<string> Run(AslCase source)
    {
        if (source.Kind == "test_state")
        {
            var tested = new WildcardMatcher(source.Wildcards);
            TestStateRunner.Run(source, tested);
            return tested.Mismatches;
        }

        var options = new StateMachineOptions
        {
            Name = "StateMachine",
            Type = source.IsExpress ? StateMachineType.Express : StateMachineType.Standard,
        };
        var parsed = StateMachine.Parse(source.DefinitionText, options);
        var matcher = new WildcardMatcher(source.Wildcards);
        switch (source.Kind)
        {
            case "execution" or "sync_execution":
                Execute(source, parsed, matcher);
                break;
            case "create_state_machine":
                Create(source, parsed, matcher);
                break;
            case "validate_state_machine_definition":
                Validate(source, parsed, matcher);
                break;
            case "variable_references":
                CompareJson(matcher, source.Expect, "variableReferences", References(parsed));
                break;
            default:
                matcher.Mismatches.Add($"Nothing runs cases of kind {source.Kind}.");
                break;
        }

        return matcher.Mismatches;
    }

    private static void Execute(AslCase source, ParseResult parsed, WildcardMatcher matcher)
    {
        if (parsed.Machine is null)
        {
            matcher.Mismatches.Add(parsed.ErrorMessage);
            return;
        }

        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 18, 30, 0, TimeSpan.Zero));
        var tokens = new TaskTokens();
        var mocks = new MockHandler(source, tokens);
        using var workers = new CancellationTokenSource();
        foreach (var activity in source.Activities)
        {
            tokens.CreateActivity(activity);
            _ = mocks.WorkAsync(activity, workers.Token);
        }

        var engine = new ExecutionEngine(new EngineOptions
        {
            TaskHandlers = new TaskHandlerRegistry().Add("*", mocks),
            Tokens = tokens,
            ItemReader = new RecordedObjects(source),
            TimeProvider = clock,
            AccountId = "111111111111",
            AsOf = source.Recorded,
        });
        var result = RunToEnd(clock, source.Activities.Any(), () => engine.ExecuteAsync(
            parsed.Machine, Value.Parse(source.Input), new ExecutionRequest { RoleArn = "arn:aws:iam::111111111111:role/role", Asynchronous = source.Kind == "execution" }));
        workers.Cancel();
        var expect = source.Expect;
        Compare(matcher, expect, "status", ToText(result.Status));
        CompareJson(matcher, expect, "output", result.Output.IsUndefined ? "null" : result.Output.ToJson());
        Compare(matcher, expect, "error", result.Error);
        Compare(matcher, expect, "cause", result.Cause);
        if (expect.TryGetProperty("events", out var events) && events.ValueKind == JsonValueKind.Array)
        {
            EventComparer.Compare([.. events.EnumerateArray()], EventReader.Read(result.History!), source, matcher);
        }
    }

    private static ExecutionResult RunToEnd(FakeTimeProvider clock, bool hasWorkers, Func<ValueTask<ExecutionResult>> start)
    {
        // No context and no pool: what a timer sets off is done before the clock goes on.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var execution = start().AsTask();
            if (hasWorkers)
            {
                // A worker answers from a thread of its own: the clock has to wait for it.
                execution.Wait(Grace);
            }

            for (var i = 0; i < 100_000 && !execution.IsCompleted; i++)
            {
                clock.Advance(Step);
            }

            return execution.WaitAsync(TimeSpan.FromSeconds(20)).GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private static void Create(AslCase source, ParseResult parsed, WildcardMatcher matcher)
    {
        var exception = source.Expect.GetProperty("exception");
        if (exception.TryGetProperty("Error", out var error))
        {
            Compare(matcher, error, "Code", parsed.Machine is null ? "InvalidDefinition" : null);
            Compare(matcher, error, "Message", parsed.ErrorMessage);
            return;
        }

        Compare(matcher, exception, "exception_typename", parsed.Machine is null ? "InvalidDefinition" : null);
        Compare(
            matcher,
            exception,
            "exception_value",
            $"An error occurred (InvalidDefinition) when calling the CreateStateMachine operation: {parsed.ErrorMessage}");
    }

    private static void Validate(AslCase source, ParseResult parsed, WildcardMatcher matcher)
    {
        var diagnostics = new JsonArray([.. parsed.Diagnostics.Select(ToJson)]);
        Compare(matcher, source.Expect, "result", parsed.Machine is null ? "FAIL" : "OK");
        CompareJson(matcher, source.Expect, "diagnostics", diagnostics.ToJsonString());
        CompareJson(matcher, source.Expect, "truncated", "false");
    }

    private static string References(ParseResult parsed)
    {
        var references = parsed.Machine?.VariableReferences ?? new Dictionary<string, IReadOnlyList<string>>();
        return new JsonObject(references.Select(pair =>
            KeyValuePair.Create<string, JsonNode?>(pair.Key, new JsonArray([.. pair.Value.Select(name => JsonValue.Create(name))])))).ToJsonString();
    }

    private static JsonObject ToJson(Diagnostic diagnostic)
    {
        var result = new JsonObject
        {
            ["code"] = diagnostic.Code,
            ["message"] = diagnostic.Message,
            ["severity"] = diagnostic.IsError ? "ERROR" : "WARNING",
        };
        if (diagnostic.Location is not null)
        {
            result["location"] = diagnostic.Location;
        }

        return result;
    }

    private static void Compare(WildcardMatcher matcher, JsonElement expect, string member, string? actual) =>
        CompareJson(matcher, expect, member, JsonValue.Create(actual)?.ToJsonString() ?? "null");

    private static void CompareJson(WildcardMatcher matcher, JsonElement expect, string member, string actual)
    {
        if (expect.TryGetProperty(member, out var expected))
        {
            matcher.Match(expected, JsonDocument.Parse(actual).RootElement, member);
        }
        else if (actual != "null")
        {
            matcher.Mismatches.Add($"{member}: unexpected {actual}");
        }
    }

    private static string ToText(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Succeeded => "SUCCEEDED",
        ExecutionStatus.Failed => "FAILED",
        ExecutionStatus.TimedOut => "TIMED_OUT",
        _ => "ABORTED",
    };
}
