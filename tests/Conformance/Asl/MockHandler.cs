using System.Text.Json;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.Conformance.Tests.Asl;

/// <summary>
/// Answers tasks as the services did when a case was recorded: the first unused answer for the same task, state and parameters.
/// </summary>
internal sealed class MockHandler(AslCase source, TaskTokens tokens) : ITaskHandler
{
    private const string Integration = "arn:aws:states:::";

    private readonly HashSet<JsonElement> _used = [];
    private readonly Lock _lock = new();

    public ValueTask<TaskOutcome> InvokeAsync(TaskInvocation invocation, CancellationToken cancellationToken)
    {
        if (Find(invocation) is not { } mock)
        {
            return ValueTask.FromResult(
                RecordedFunction.Answer(source, invocation)
                ?? TaskOutcome.Failure("Conformance.NoMock", $"{invocation.Resource} {invocation.Arguments}"));
        }

        if (!mock.TryGetProperty("submitted", out var submitted))
        {
            return Outcome(mock, invocation.Resource) is { } outcome ? ValueTask.FromResult(outcome) : NeverAsync(cancellationToken);
        }

        var first = Value.Parse(submitted.GetRawText());
        if (!invocation.Resource.EndsWith(".waitForTaskToken", StringComparison.Ordinal))
        {
            invocation.Submitted(first);
            return Outcome(mock, invocation.Resource) is { } ended ? ValueTask.FromResult(ended) : NeverAsync(cancellationToken);
        }

        Send(invocation.TaskToken!, Outcome(mock, invocation.Resource));
        return ValueTask.FromResult(TaskOutcome.Success(first));
    }

    /// <summary>Works as the recorded worker of an activity did.</summary>
    public async Task WorkAsync(string activityArn, CancellationToken cancellationToken)
    {
        while (await tokens.GetActivityTaskAsync(activityArn, source.WorkerName, cancellationToken) is { } work)
        {
            var mock = Find(activityArn, source.ActivityState(activityArn), work.Input);
            Send(work.TaskToken, mock is null ? TaskOutcome.Failure("Conformance.NoMock", activityArn) : Outcome(mock.Value, activityArn));
        }
    }

    private void Send(string token, TaskOutcome? outcome)
    {
        switch (outcome)
        {
            case null:
                break;
            case { IsFailure: true } failure:
                tokens.SendFailure(token, failure.Error, failure.Cause);
                break;
            case { } success:
                tokens.SendSuccess(token, success.Result);
                break;
        }
    }

    /// <returns>Null for a task that never answers.</returns>
    private static TaskOutcome? Outcome(JsonElement mock, string resource)
    {
        if (mock.TryGetProperty("return", out var result))
        {
            return TaskOutcome.Success(Value.Parse(result.GetRawText()));
        }

        return mock.TryGetProperty("error", out var error)
            ? TaskOutcome.Failure(Text(error, "errorType"), Text(error, "cause", resource.StartsWith("arn:aws:lambda:", StringComparison.Ordinal)))
            : null;
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

    private JsonElement? Find(TaskInvocation invocation) => Find(invocation.Resource, invocation.StateName, invocation.Arguments);

    private JsonElement? Find(string resource, string state, Value parameters)
    {
        var key = resource.StartsWith(Integration, StringComparison.Ordinal) ? resource[Integration.Length..] : resource;
        if (source.Mocks is not { } mocks || !mocks.TryGetProperty(key, out var list))
        {
            return null;
        }

        using var arguments = JsonDocument.Parse(parameters.ToJson());
        lock (_lock)
        {
            foreach (var mock in list.EnumerateArray())
            {
                if (mock.GetProperty("state").ValueEquals(state)
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
