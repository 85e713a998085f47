using System.Text.Json;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.Conformance.Tests.Asl;

/// <summary>
/// Answers tasks as the services did when a case was recorded: the first unused answer for the same task, state and parameters.
/// </summary>
internal sealed class MockHandler(AslCase source) : ITaskHandler
{
    private const string Integration = "arn:aws:states:::";

    private readonly HashSet<JsonElement> _used = [];
    private readonly Lock _lock = new();

    public ValueTask<TaskOutcome> InvokeAsync(TaskInvocation invocation, CancellationToken cancellationToken)
    {
        if (Find(invocation) is not { } mock)
        {
            return ValueTask.FromResult(TaskOutcome.Failure("Conformance.NoMock", $"{invocation.Resource} {invocation.Arguments}"));
        }

        if (mock.TryGetProperty("return", out var result))
        {
            return ValueTask.FromResult(TaskOutcome.Success(Value.Parse(result.GetRawText())));
        }

        if (mock.TryGetProperty("error", out var error))
        {
            var cause = Text(error, "cause", pythonStyle: !invocation.Resource.StartsWith(Integration, StringComparison.Ordinal));
            return ValueTask.FromResult(TaskOutcome.Failure(Text(error, "errorType"), cause));
        }

        return NeverAsync(cancellationToken);
    }

    private static async ValueTask<TaskOutcome> NeverAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
        return TaskOutcome.Failure("Conformance.Unreachable", null);
    }

    private static string? Text(JsonElement element, string name, bool pythonStyle = false)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        return pythonStyle ? PythonStyle(value) : Value.Parse(value.GetRawText()).ToJson();
    }

    /// <summary>The recorded functions were Python's, whose own JSON has blanks; only lambda:invoke makes it compact.</summary>
    private static string PythonStyle(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(", ", value.EnumerateObject().Select(PythonStyle))}}}",
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(PythonStyle))}]",
        _ => Value.Parse(value.GetRawText()).ToJson(),
    };

    private static string PythonStyle(JsonProperty member) => $"{Value.From(member.Name).ToJson()}: {PythonStyle(member.Value)}";

    private JsonElement? Find(TaskInvocation invocation)
    {
        var key = invocation.Resource.StartsWith(Integration, StringComparison.Ordinal)
            ? invocation.Resource[Integration.Length..]
            : invocation.Resource;
        if (source.Mocks is not { } mocks || !mocks.TryGetProperty(key, out var list))
        {
            return null;
        }

        using var arguments = JsonDocument.Parse(invocation.Arguments.ToJson());
        lock (_lock)
        {
            foreach (var mock in list.EnumerateArray())
            {
                if (mock.GetProperty("state").ValueEquals(invocation.StateName)
                    && !_used.Contains(mock)
                    && new WildcardMatcher(source.Wildcards).Matches(mock.GetProperty("parameters"), arguments.RootElement))
                {
                    _used.Add(mock);
                    return mock;
                }
            }
        }

        return null;
    }
}
