using System.Text.Json;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage;
using AiProxy.StatesLanguage.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace AiProxy.Conformance.Tests.Asl;

/// <summary>Runs a TestState case.</summary>
internal static class TestStateRunner
{
    private const string Role = "arn:aws:iam::111111111111:role/role";

    /// <summary>The recordings lost the role; these tests gave none.</summary>
    private static readonly string[] WithoutRole = ["no_role_arn", "::test_state_with_variables"];

    private static readonly string[] JsonTexts = ["input", "variables", "context"];

    public static void Run(AslCase source, WildcardMatcher matcher)
    {
        var engine = new ExecutionEngine(new EngineOptions
        {
            TaskHandlers = new TaskHandlerRegistry().AddFunction("*", new Functions(source)),
            TimeProvider = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 18, 30, 0, TimeSpan.Zero)),
            AccountId = "111111111111",
            AsOf = source.Recorded,
        });
        try
        {
            var response = engine.TestStateAsync(Request(source)).AsTask().GetAwaiter().GetResult();
            matcher.Match(source.Expect, JsonDocument.Parse(Readable(response).ToJson()).RootElement, "response");
        }
        catch (TestStateException exception)
        {
            CompareException(source, exception, matcher);
        }
    }

    private static Value Request(AslCase source)
    {
        var request = new ObjectBuilder()
            .Add("definition", Value.From(source.DefinitionText))
            .Add("input", source.Element.TryGetProperty("input", out var input) && input.ValueKind != JsonValueKind.Null ? Value.From(input.GetRawText()) : default)
            .Add("roleArn", WithoutRole.Any(part => source.Source.Contains(part, StringComparison.Ordinal)) ? default : Value.From(Role));
        if (source.Element.TryGetProperty("request", out var given))
        {
            foreach (var (name, value) in Value.Parse(given.GetRawText()).AsObject())
            {
                request.Add(name, JsonTexts.Contains(name) && value.Kind != ValueKind.String ? Value.From(value.ToJson()) : value);
            }
        }

        return Value.From(request.Build());
    }

    /// <summary>The recordings have the output parsed.</summary>
    private static Value Readable(Value response)
    {
        var members = response.AsObject();
        return members.TryGetValue("output", out var output) ? Value.From(members.With("output", Value.Parse(output.AsString()))) : response;
    }

    private static void CompareException(AslCase source, TestStateException exception, WildcardMatcher matcher)
    {
        if (!source.Expect.TryGetProperty("exception", out var expected))
        {
            matcher.Mismatches.Add($"{exception.Code}: {exception.Message}");
            return;
        }

        var actual = new ObjectBuilder();
        if (expected.TryGetProperty("Error", out _))
        {
            var error = new ObjectBuilder().Add("Code", Value.From(exception.Code)).Add("Message", Value.From(exception.Message)).Build();
            actual.Add("Error", Value.From(error)).Add("message", Value.From(exception.Message));
        }
        else
        {
            actual.Add("exception_typename", Value.From(exception.Code));
            actual.Add("exception_value", Value.From(
                $"An error occurred ({exception.Code}) when calling the TestState operation: {exception.Message}"));
        }

        matcher.Match(expected, JsonDocument.Parse(Value.From(actual.Build()).ToJson()).RootElement, "exception");
    }

    /// <summary>The functions a case names, by what they were recorded to do.</summary>
    private sealed class Functions(AslCase source) : ITaskHandler
    {
        public ValueTask<TaskOutcome> InvokeAsync(TaskInvocation invocation, CancellationToken cancellationToken)
        {
            var name = (invocation.FunctionName ?? "").Split(':')[^1];
            if (source.Lambdas is not { } lambdas || !lambdas.TryGetProperty(name, out var function))
            {
                return ValueTask.FromResult(TaskOutcome.Failure("Conformance.NoFunction", name));
            }

            return ValueTask.FromResult(function.GetProperty("behaviour").GetString() switch
            {
                "constant" => TaskOutcome.Success(Constant(function.GetProperty("return"))),
                "identity" => TaskOutcome.Success(invocation.Arguments),
                var other => TaskOutcome.Failure("Conformance.Behaviour", other),
            });
        }

        private static Value Constant(JsonElement value) =>
            value.ValueKind == JsonValueKind.String ? Value.Parse(value.GetString()!) : Value.Parse(value.GetRawText());
    }
}
